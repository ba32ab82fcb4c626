package io.orrery.bpmn.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What every element has.
///
/// @param index the element's place in its process; it is written to the log, so it never changes
/// @param id the id in the model
/// @param name the name in the model
/// @param type what it is
/// @param eventType what kind of event it is; UNSPECIFIED for what is no event
/// @param scope the process or sub-process around it, -1 for the process itself
/// @param incoming the sequence flows that end here
/// @param outgoing the sequence flows that begin here, in document order
/// @param inputs how variables come in, in order
/// @param outputs how variables go out, in order
/// @param boundaryEvents the events attached to it
/// @param properties what the modeler wrote as `zeebe:properties`
public record Common(
    int index,
    String id,
    @Nullable String name,
    ElementType type,
    EventType eventType,
    int scope,
    Indexes incoming,
    Indexes outgoing,
    List<Mapping> inputs,
    List<Mapping> outputs,
    Indexes boundaryEvents,
    Map<String, String> properties) {}
