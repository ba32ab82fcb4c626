package io.orrery.system.contract;

import io.camunda.zeebe.client.ZeebeClient;
import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;

/// A part of what clients may rely on, to be held by every way to put the platform together.
interface Contract {

  Platform platform();

  default ZeebeClient client() {
    return platform().client();
  }

  /// A process of one task, whose job type is the process id.
  static BpmnModelInstance oneTask(String processId) {
    return Bpmn.createExecutableProcess(processId)
        .startEvent("start")
        .serviceTask("task", task -> task.zeebeJobType(processId))
        .endEvent("end")
        .done();
  }

  /// Deploys a process of one task under a name of its own.
  default String deployOneTask(String prefix) {
    var processId = Platform.name(prefix);
    platform().deploy(oneTask(processId));
    return processId;
  }
}
