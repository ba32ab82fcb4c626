package io.orrery.readmodel.projection;

/// What names a taken sequence flow, which has no key of its own.
public record FlowKey(long processInstanceKey, String elementId) {}
