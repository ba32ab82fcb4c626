package io.orrery.bench;

import java.util.List;

/// A step of a process.
///
/// @param type what the records call its kind
/// @param inner the steps within it, for one that is gone through several times
record Step(String id, String name, String type, List<Step> inner) {

  static final String SUB_PROCESS = "SUB_PROCESS";

  /// What holds all runs of a sub-process.
  static final String BODY = "MULTI_INSTANCE_BODY";

  Step {
    inner = List.copyOf(inner);
  }

  static Step start(String id) {
    return new Step(id, "", "START_EVENT", List.of());
  }

  static Step end(String id) {
    return new Step(id, "", "END_EVENT", List.of());
  }

  static Step gateway(String id) {
    return new Step(id, "", "EXCLUSIVE_GATEWAY", List.of());
  }

  static Step task(String id, String name) {
    return new Step(id, name, "SERVICE_TASK", List.of());
  }

  static Step forEach(String id, String name, Step... inner) {
    return new Step(id, name, SUB_PROCESS, List.of(inner));
  }

  boolean isTask() {
    return type.equals("SERVICE_TASK");
  }

  /// What holds all runs of this.
  Step body() {
    return new Step(id, name, BODY, List.of());
  }
}
