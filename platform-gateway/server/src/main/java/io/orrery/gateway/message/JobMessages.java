package io.orrery.gateway.message;

import io.orrery.gateway.protocol.ActivateJobsResponse;
import io.orrery.gateway.protocol.ActivatedJob;
import java.util.List;
import java.util.function.Consumer;

/// Jobs as workers get them.
public final class JobMessages {

  private JobMessages() {}

  public static ActivatedJob of(io.orrery.protocol.ActivatedJob job) {
    return ActivatedJob.newBuilder()
        .setKey(job.key())
        .setType(job.type())
        .setProcessInstanceKey(job.instanceKey())
        .setBpmnProcessId(job.processId())
        .setProcessDefinitionVersion(job.version())
        .setProcessDefinitionKey(job.definitionKey())
        .setElementId(job.elementId())
        .setElementInstanceKey(job.elementKey())
        .setCustomHeadersBytes(Replies.json(job.headers()))
        .setWorker(job.worker())
        .setRetries(job.retries())
        .setDeadline(job.deadline().toEpochMilli())
        .setVariablesBytes(Replies.json(job.variables()))
        .setTenantId(Checks.DEFAULT_TENANT)
        .setKind(ActivatedJob.JobKind.BPMN_ELEMENT)
        .setListenerEventType(ActivatedJob.ListenerEventType.UNSPECIFIED)
        .setLease(job.lease())
        .setAttempt(job.lease())
        .setPreviousWorker(job.previousWorker())
        .build();
  }

  /// Packs jobs into as few answers as the size of an answer allows.
  ///
  /// @param maxSize how many bytes an answer may have; a greater job travels alone
  public static void pack(
      List<io.orrery.protocol.ActivatedJob> jobs,
      int maxSize,
      Consumer<ActivateJobsResponse> answers) {
    var answer = ActivateJobsResponse.newBuilder();
    var size = 0;
    for (var job : jobs) {
      var message = of(job);
      var more = message.getSerializedSize() + FIELD;
      if (size > 0 && size + more > maxSize) {
        answers.accept(answer.build());
        answer = ActivateJobsResponse.newBuilder();
        size = 0;
      }
      answer.addJobs(message);
      size += more;
    }
    if (size > 0) {
      answers.accept(answer.build());
    }
  }

  /// What a job takes in an answer beyond its own size: the tag and the length.
  private static final int FIELD = 6;
}
