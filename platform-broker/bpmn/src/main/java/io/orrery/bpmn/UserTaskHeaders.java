package io.orrery.bpmn;

import io.orrery.bpmn.expression.EvaluationException;
import io.orrery.bpmn.expression.Expression;
import io.orrery.bpmn.expression.Expressions;
import io.orrery.bpmn.expression.RawJson;
import io.orrery.bpmn.expression.Variables;
import io.orrery.bpmn.model.UserTaskProperties;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The reserved headers of a user task's job, computed when the task becomes active.
public final class UserTaskHeaders {

  private UserTaskHeaders() {}

  /// The headers by their reserved keys; what is null or empty is left out.
  public static Map<String, String> of(
      UserTaskProperties task, Expressions expressions, Variables variables)
      throws EvaluationException {
    var headers = new LinkedHashMap<String, String>();
    put(headers, UserTaskProperties.ASSIGNEE_HEADER, text(task.assignee(), expressions, variables));
    put(
        headers,
        UserTaskProperties.CANDIDATE_GROUPS_HEADER,
        list(task.candidateGroups(), expressions, variables));
    put(
        headers,
        UserTaskProperties.CANDIDATE_USERS_HEADER,
        list(task.candidateUsers(), expressions, variables));
    put(headers, UserTaskProperties.DUE_DATE_HEADER, date(task.dueDate(), expressions, variables));
    put(
        headers,
        UserTaskProperties.FOLLOW_UP_DATE_HEADER,
        date(task.followUpDate(), expressions, variables));
    put(headers, UserTaskProperties.FORM_KEY_HEADER, text(task.formKey(), expressions, variables));
    return headers;
  }

  private static void put(Map<String, String> headers, String key, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      headers.put(key, value);
    }
  }

  private static @Nullable String text(
      @Nullable Expression expression, Expressions expressions, Variables variables)
      throws EvaluationException {
    return expression == null ? null : expressions.stringOrNull(expression, variables);
  }

  private static @Nullable String date(
      @Nullable Expression expression, Expressions expressions, Variables variables)
      throws EvaluationException {
    return expression == null ? null : expressions.dateTimeOrNull(expression, variables);
  }

  /// The list as JSON text, as workers of user tasks expect it.
  private static @Nullable String list(
      @Nullable Expression expression, Expressions expressions, Variables variables)
      throws EvaluationException {
    if (expression == null) {
      return null;
    }
    List<String> items = expressions.strings(expression, variables);
    return items.isEmpty() ? null : RawJson.text(items);
  }
}
