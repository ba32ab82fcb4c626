package io.orrery.operate.timeline;

import io.orrery.readmodel.document.ElementInstance;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Something that happened to an element: it `STARTED`, was `COMPLETED` or `TERMINATED`.
record Moment(
    long position,
    Instant timestamp,
    String what,
    String elementId,
    @Nullable String elementName,
    String type,
    String elementInstanceKey) {

  static Moment startOf(ElementInstance element) {
    return of(element, element.startPosition(), element.startDate(), "STARTED");
  }

  static Optional<Moment> endOf(ElementInstance element) {
    var position = element.endPosition();
    return position == null
        ? Optional.empty()
        : Optional.of(
            of(
                element,
                position,
                Objects.requireNonNullElse(element.endDate(), element.startDate()),
                element.state()));
  }

  private static Moment of(ElementInstance element, long position, Instant time, String what) {
    return new Moment(
        position,
        time,
        what,
        element.elementId(),
        element.elementName(),
        element.type(),
        Long.toString(element.elementInstanceKey()));
  }
}
