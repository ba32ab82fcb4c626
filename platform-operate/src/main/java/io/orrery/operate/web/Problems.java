package io.orrery.operate.web;

import io.orrery.readmodel.ReadModelException;
import io.orrery.readmodel.query.InvalidQueryException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.databind.json.JsonMapper;

/// Every failure as a problem document that says what is wrong.
@RestControllerAdvice
public final class Problems extends ResponseEntityExceptionHandler {

  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
  private static final JsonMapper JSON = JsonMapper.shared();

  /// The problem is what its status says and no more special.
  private static final URI BLANK = URI.create("about:blank");

  @ExceptionHandler
  ResponseEntity<ProblemDetail> refused(ProblemException problem) {
    return answer(problem.status(), problem.title(), String.valueOf(problem.getMessage()));
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> invalid(InvalidQueryException problem) {
    return answer(HttpStatus.BAD_REQUEST, "INVALID_ARGUMENT", String.valueOf(problem.getMessage()));
  }

  @ExceptionHandler({ReadModelException.class, BeanCreationException.class})
  ResponseEntity<ProblemDetail> unanswered(RuntimeException problem) {
    LOG.warn("The read model does not answer", problem);
    return answer(
        HttpStatus.SERVICE_UNAVAILABLE,
        "UNAVAILABLE",
        "The read model does not answer; the log of the server says why");
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> broken(RuntimeException problem) {
    LOG.error("A request failed", problem);
    return answer(
        HttpStatus.INTERNAL_SERVER_ERROR,
        "INTERNAL_ERROR",
        "The request failed unexpectedly; the log of the server says why");
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
      HttpMessageNotReadableException problem,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    var detail =
        ProblemDetail.forStatusAndDetail(
            HttpStatus.BAD_REQUEST, "The body is missing or is not valid JSON");
    return handleExceptionInternal(problem, detail, headers, status, request);
  }

  private static ResponseEntity<ProblemDetail> answer(
      HttpStatus status, String title, String detail) {
    return ResponseEntity.status(status)
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(document(status, title, detail));
  }

  private static ProblemDetail document(HttpStatus status, String title, String detail) {
    var problem = ProblemDetail.forStatusAndDetail(status, detail);
    problem.setType(BLANK);
    problem.setTitle(title);
    return problem;
  }

  @Override
  protected ResponseEntity<Object> createResponseEntity(
      @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
    if (body instanceof ProblemDetail problem) {
      problem.setType(BLANK);
    }
    return super.createResponseEntity(body, headers, status, request);
  }

  /// Writes a problem where no controller is in charge.
  public static void write(
      HttpServletResponse response, String path, HttpStatus status, String title, String detail)
      throws IOException {
    response.setStatus(status.value());
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    response.setCharacterEncoding("UTF-8");
    response
        .getWriter()
        .write(
            JSON.writeValueAsString(new View("about:blank", title, status.value(), detail, path)));
  }

  private record View(String type, String title, int status, String detail, String instance) {}
}
