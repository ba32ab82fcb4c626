package io.orrery.operate.explain;

import io.orrery.operate.web.ProblemException;
import java.util.stream.Collectors;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// Answers why something waits, as JSON or as plain sentences.
@RestController
public record ExplainController(Explainer explainer) {

  @GetMapping(path = "/v2/explain/{key}", produces = MediaType.APPLICATION_JSON_VALUE)
  Explainer.Answer explain(@PathVariable long key) {
    return explainer
        .explain(key)
        .orElseThrow(() ->
            ProblemException.notFound("process instance, element instance, job or incident", key));
  }

  @GetMapping(path = "/v2/explain/{key}", produces = MediaType.TEXT_PLAIN_VALUE + ";charset=UTF-8")
  String sentences(@PathVariable long key) {
    return explain(key).explanations().stream()
        .map(explanation -> explanation.sentence() + "\n")
        .collect(Collectors.joining());
  }
}
