package io.orrery.bpmn.reading;

import io.orrery.bpmn.expression.Expression;
import io.orrery.bpmn.expression.Variables;
import io.orrery.bpmn.model.Common;
import io.orrery.bpmn.model.Element.JobTask;
import io.orrery.bpmn.model.UserTaskProperties;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads what job workers do.
record JobReader(Texts texts) {

  /// How many headers a task may have.
  static final int MAX_HEADERS = 1_000;

  private static final String DEFAULT_RETRIES = "3";

  JobTask task(Node node, Common common, Extensions extensions) {
    var definition = extensions.taskDefinition();
    if (definition == null) {
      texts.problems().add(node.id(), "must have a zeebe:taskDefinition");
      return task(node, common, "none", DEFAULT_RETRIES, extensions);
    }
    return task(node, common, definition.type(), definition.retries(), extensions);
  }

  private JobTask task(
      Node node,
      Common common,
      @Nullable String type,
      @Nullable String retries,
      Extensions extensions) {
    var jobType = texts.required(node, "job type (zeebe:taskDefinition)", type);
    var count = retries == null || retries.isBlank() ? DEFAULT_RETRIES : retries;
    var jobRetries = texts.required(node, "number of retries", count);
    texts.checkStatic(
        node,
        "number of retries",
        jobRetries,
        expression -> texts.expressions().integer(expression, Variables.NONE));
    return new JobTask(common, jobType, jobRetries, headers(node, extensions), null);
  }

  /// A user task is a job of a reserved type.
  JobTask userTask(Node node, Common common, Extensions extensions) {
    return new JobTask(
        common,
        Expression.ofStatic(UserTaskProperties.JOB_TYPE),
        Expression.ofStatic(DEFAULT_RETRIES),
        headers(node, extensions),
        properties(node, extensions));
  }

  private Map<String, String> headers(Node node, Extensions extensions) {
    var element = extensions.taskHeaders();
    if (element == null) {
      return Map.of();
    }
    var headers = new LinkedHashMap<String, String>();
    for (var header : element.headers()) {
      var key = header.key() == null ? "" : header.key();
      var value = header.value() == null ? "" : header.value();
      if (key.isBlank()) {
        texts.problems().add(node.id(), "must not have a header without a key");
      } else if (key.startsWith(UserTaskProperties.RESERVED_PREFIX)) {
        texts
            .problems()
            .add(
                node.id(),
                "must not use the header key '%s': keys with '%s' are reserved"
                    .formatted(key, UserTaskProperties.RESERVED_PREFIX));
      } else if (headers.putIfAbsent(key, value) != null) {
        texts.problems().add(node.id(), "must not have the header key '" + key + "' twice");
      }
    }
    if (headers.size() > MAX_HEADERS) {
      texts.problems().add(node.id(), "must not have more than " + MAX_HEADERS + " headers");
    }
    return Collections.unmodifiableMap(headers);
  }

  private UserTaskProperties properties(Node node, Extensions extensions) {
    var assignment = extensions.assignment();
    var schedule = extensions.taskSchedule();
    var dueDate = schedule == null ? null : texts.optional(node, "due date", schedule.dueDate());
    var followUpDate =
        schedule == null ? null : texts.optional(node, "follow-up date", schedule.followUpDate());
    checkDate(node, "due date", dueDate);
    checkDate(node, "follow-up date", followUpDate);
    checkPriority(node, extensions);
    return new UserTaskProperties(
        assignment == null ? null : texts.optional(node, "assignee", assignment.assignee()),
        assignment == null
            ? null
            : texts.optional(node, "list of candidate groups", assignment.candidateGroups()),
        assignment == null
            ? null
            : texts.optional(node, "list of candidate users", assignment.candidateUsers()),
        dueDate,
        followUpDate,
        formKey(node, extensions));
  }

  private void checkDate(Node node, String what, @Nullable Expression date) {
    texts.checkStatic(
        node, what, date, expression -> texts.expressions().date(expression, Variables.NONE));
  }

  private void checkPriority(Node node, Extensions extensions) {
    var element = extensions.priority();
    if (element == null) {
      return;
    }
    var priority = texts.optional(node, "priority", element.priority());
    if (priority != null && priority.isStatic() && !priority.source().matches("\\d{1,2}|100")) {
      texts.problems().add(node.id(), "the priority must be a whole number from 0 to 100");
    }
  }

  private @Nullable Expression formKey(Node node, Extensions extensions) {
    var form = extensions.form();
    if (form == null) {
      return null;
    }
    if (form.formId() != null || form.externalReference() != null) {
      texts
          .problems()
          .add(
              node.id(),
              "zeebe:formDefinition with formId or externalReference is not supported yet, only"
                  + " formKey");
      return null;
    }
    return texts.required(node, "form key (zeebe:formDefinition)", form.formKey());
  }
}
