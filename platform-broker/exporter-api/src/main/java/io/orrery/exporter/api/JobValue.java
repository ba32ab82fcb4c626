package io.orrery.exporter.api;

import java.util.List;
import java.util.Map;

/// A job. Its variables are those that came with the record's intent.
///
/// @param deadline until when the worker has it, in milliseconds since the epoch, -1 while it is
///   free
/// @param retryBackoff how long it rests after a failure, in milliseconds
/// @param recurringTime when it comes back after a failure, in milliseconds since the epoch, -1 if
///   it does not rest
public record JobValue(
    String type,
    Map<String, String> customHeaders,
    String worker,
    int retries,
    long retryBackoff,
    long recurringTime,
    long deadline,
    long timeout,
    Json variables,
    String errorCode,
    String errorMessage,
    String bpmnProcessId,
    int processDefinitionVersion,
    long processDefinitionKey,
    long processInstanceKey,
    String elementId,
    long elementInstanceKey,
    String jobKind,
    String jobListenerEventType,
    List<String> changedAttributes,
    String tenantId)
    implements RecordValue {}
