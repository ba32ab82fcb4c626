package io.orrery.system.kill;

import io.orrery.protocol.ElementEvent;
import io.orrery.protocol.InstanceEvent;
import io.orrery.protocol.JobEvent;
import io.orrery.protocol.LogRecord;
import io.orrery.protocol.MessageEvent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Finds in the records of a log what the engine did twice, for processes without loops.
final class Twice {

  private final Set<String> seen = new HashSet<>();
  private final List<String> violations = new ArrayList<>();
  private long lastPosition;

  /// What is wrong in these records, which are all that there are, in order.
  static List<String> in(List<LogRecord> records) {
    var twice = new Twice();
    records.forEach(twice::look);
    return twice.violations;
  }

  private void look(LogRecord record) {
    if (record.position() <= lastPosition) {
      violations.add("position %d follows %d".formatted(record.position(), lastPosition));
    }
    lastPosition = record.position();
    var key = record.key();
    switch (record.content()) {
      case ElementEvent.Activated(var it) ->
          once("%d/%d activated".formatted(it.instanceKey(), it.element()));
      case ElementEvent.Completed(var it) ->
          once("%d/%d completed".formatted(it.instanceKey(), it.element()));
      case ElementEvent.FlowTaken it ->
          once("%d/%d taken".formatted(it.value().instanceKey(), it.value().element()));
      case JobEvent.Created(var job) ->
          once("%d/%d job".formatted(job.element().instanceKey(), job.element().element()));
      case JobEvent.Completed _ -> once("job %d completed".formatted(key));
      case InstanceEvent.Created it when it.variables().has("reference") ->
          once("instance with " + it.variables());
      case MessageEvent.Published(var message) -> once("message " + message.messageId());
      default -> {}
    }
  }

  private void once(String what) {
    if (!seen.add(what)) {
      violations.add("twice: " + what);
    }
  }
}
