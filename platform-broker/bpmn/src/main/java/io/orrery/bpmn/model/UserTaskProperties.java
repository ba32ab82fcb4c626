package io.orrery.bpmn.model;

import io.orrery.bpmn.expression.Expression;
import org.jspecify.annotations.Nullable;

/// What a user task says to whoever shows it to people; it goes to the job as reserved headers.
///
/// @param assignee a string
/// @param candidateGroups a list of strings
/// @param candidateUsers a list of strings
/// @param dueDate a date and time with zone
/// @param followUpDate a date and time with zone
/// @param formKey a string
public record UserTaskProperties(
    @Nullable Expression assignee,
    @Nullable Expression candidateGroups,
    @Nullable Expression candidateUsers,
    @Nullable Expression dueDate,
    @Nullable Expression followUpDate,
    @Nullable Expression formKey) {

  /// The job type of user tasks.
  public static final String JOB_TYPE = "io.camunda.zeebe:userTask";

  /// What the keys of headers begin with that models must not use.
  public static final String RESERVED_PREFIX = "io.camunda.zeebe:";

  public static final String ASSIGNEE_HEADER = RESERVED_PREFIX + "assignee";
  public static final String CANDIDATE_GROUPS_HEADER = RESERVED_PREFIX + "candidateGroups";
  public static final String CANDIDATE_USERS_HEADER = RESERVED_PREFIX + "candidateUsers";
  public static final String DUE_DATE_HEADER = RESERVED_PREFIX + "dueDate";
  public static final String FOLLOW_UP_DATE_HEADER = RESERVED_PREFIX + "followUpDate";
  public static final String FORM_KEY_HEADER = RESERVED_PREFIX + "formKey";
}
