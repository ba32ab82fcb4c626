package io.orrery.broker.records;

import io.orrery.protocol.Event;
import io.orrery.protocol.LogRecord;
import io.orrery.transport.Answer;
import java.util.List;

/// Where decisions stand in the public stream.
public final class PublicEvents {

  private PublicEvents() {}

  /// The position of the last record that exporters see as an event; none if they see none. Who has
  /// exported that has exported all that was decided.
  public static long lastOf(List<LogRecord> records) {
    for (var i = records.size() - 1; i >= 0; i--) {
      var record = records.get(i);
      if (record.content() instanceof Event event && EventKinds.of(event) != null) {
        return record.position() + event.width() - 1;
      }
    }
    return Answer.Accepted.NO_POSITION;
  }
}
