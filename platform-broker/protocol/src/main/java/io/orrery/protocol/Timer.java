package io.orrery.protocol;

import java.time.Instant;

/// Something that becomes due.
///
/// @param elementKey the element instance that waits, -1 for a start event
/// @param element where that one belongs; the instance key of a start event's is -1
/// @param target the element that the timer triggers
/// @param due when
/// @param repetitions how often it still becomes due, -1 without end
/// @param schedule the cycle in its textual form, empty if it becomes due once
public record Timer(
    long elementKey,
    ElementValue element,
    int target,
    Instant due,
    int repetitions,
    String schedule) {}
