package io.orrery.client;

import org.jspecify.annotations.Nullable;

/**
 * A failure that the model knows: thrown by a job handler, caught by an error event.
 *
 * <p>Carries no stack trace, for it is an outcome and no defect.
 */
public final class BpmnError extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String code;
  private final transient @Nullable Object variables;

  /**
   * @param code what the error event is told by
   * @param message for those who look at the instance
   */
  public BpmnError(String code, String message) {
    this(code, message, null);
  }

  /**
   * @param code what the error event is told by
   * @param message for those who look at the instance
   * @param variables for the error event: a map, a record or a JSON object
   */
  public BpmnError(String code, String message, @Nullable Object variables) {
    super(message, null, false, false);
    this.code = code;
    this.variables = variables;
  }

  /** What the error event is told by. */
  public String code() {
    return code;
  }

  /** What the error event gets as variables. */
  public @Nullable Object variables() {
    return variables;
  }
}
