package io.orrery.broker.records;

import io.orrery.engine.testing.TestPartition;
import io.orrery.engine.testing.Witness;
import io.orrery.exporter.api.Record;
import io.orrery.protocol.ChannelCommand;
import io.orrery.protocol.LogRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Translates all that a partition has committed, has the published classes read it, and notes what
/// it was. A service is made anew each time, so the notes are for all of them together.
public final class RecordWitness implements Witness {

  static final Set<Class<?>> PUBLIC = ConcurrentHashMap.newKeySet();
  static final Set<Class<?>> INTERNAL = ConcurrentHashMap.newKeySet();
  static final Set<String> KINDS = ConcurrentHashMap.newKeySet();

  /// Some tests make the engine fail by variables that no gateway lets through. Nobody could read
  /// them.
  private static final String BROKEN = "stored document is not a JSON object";

  private static final PublishedReader READER = new PublishedReader();

  private long previous;

  @Override
  public void see(TestPartition partition) {
    if (partition.failures().stream().map(String::valueOf).anyMatch(it -> it.contains(BROKEN))) {
      return;
    }
    var definitions = PublicRecords.definitions(partition);
    var translator =
        new RecordTranslator(
            partition.settings().partition(), definitions, PublicRecords.EVERYTHING);
    var found = new ArrayList<Record>();
    for (var record : partition.records()) {
      found.clear();
      translator.translate(record, found::add);
      check(record, found);
    }
  }

  private void check(LogRecord record, List<Record> found) {
    var seen = found.isEmpty() ? INTERNAL : PUBLIC;
    seen.add(record.content().getClass());
    if (record.content() instanceof ChannelCommand.Receive(_, _, var command)) {
      seen.add(command.getClass());
    }
    for (var each : found) {
      var width = record.content().width();
      if (each.position() <= previous
          || each.position() < record.position()
          || each.position() >= record.position() + width) {
        throw new AssertionError(
            "position %d after %d, in %s".formatted(each.position(), previous, record));
      }
      previous = each.position();
      KINDS.add(each.recordType() + " " + each.valueType() + " " + each.intent());
      try {
        READER.check(each);
      } catch (Exception e) {
        throw new AssertionError("the published classes do not read " + each, e);
      }
    }
  }
}
