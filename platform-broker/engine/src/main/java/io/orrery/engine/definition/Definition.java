package io.orrery.engine.definition;

import io.orrery.bpmn.model.ExecutableProcess;

/// One version of a process, ready to be run.
///
/// @param key the definition's key
/// @param processId the BPMN process id
/// @param version its number
/// @param process the model
public record Definition(long key, String processId, int version, ExecutableProcess process) {}
