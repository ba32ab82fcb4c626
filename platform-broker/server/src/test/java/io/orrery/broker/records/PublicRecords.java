package io.orrery.broker.records;

import io.orrery.bpmn.Deployments;
import io.orrery.engine.testing.TestPartition;
import io.orrery.exporter.api.Record;
import io.orrery.exporter.api.RecordFilter;
import io.orrery.exporter.api.RecordType;
import io.orrery.exporter.api.RecordValue;
import io.orrery.protocol.DeployedProcess;
import io.orrery.protocol.DeploymentEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What a partition has committed, as public records.
record PublicRecords(List<Record> all) {

  static final RecordFilter EVERYTHING = new RecordFilter() {};

  static PublicRecords of(TestPartition partition) {
    return of(partition, EVERYTHING);
  }

  static PublicRecords of(TestPartition partition, RecordFilter filter) {
    var id = partition.settings().partition();
    return of(partition, new RecordTranslator(id, definitions(partition), filter));
  }

  static PublicRecords of(TestPartition partition, RecordTranslator translator) {
    var found = new ArrayList<Record>();
    partition.records().forEach(it -> translator.translate(it, found::add));
    return new PublicRecords(found);
  }

  static Definitions definitions(TestPartition partition) {
    Map<Long, DeployedProcess> deployed = new HashMap<>();
    for (var record : partition.records()) {
      if (record.content() instanceof DeploymentEvent.ProcessCreated(var process)) {
        deployed.put(process.key(), process);
      }
    }
    return new KnownDefinitions(deployed::get, new Deployments(() -> Instant.EPOCH));
  }

  PublicRecords since(long position) {
    return new PublicRecords(all.stream().filter(it -> it.position() > position).toList());
  }

  List<Record> of(RecordType type, String intent) {
    return all.stream()
        .filter(it -> it.recordType() == type && it.intent().equals(intent))
        .toList();
  }

  Record only(RecordType type, String intent) {
    var found = of(type, intent);
    if (found.size() != 1) {
      throw new AssertionError("not one " + intent + " but " + found);
    }
    return found.getFirst();
  }

  <V extends RecordValue> List<V> values(Class<V> type) {
    return all.stream().map(Record::value).filter(type::isInstance).map(type::cast).toList();
  }

  /// Such as `E JOB CREATED`.
  List<String> names() {
    return all.stream()
        .map(it -> "%s %s %s".formatted(letter(it.recordType()), it.valueType(), it.intent()))
        .toList();
  }

  private static String letter(RecordType type) {
    return switch (type) {
      case COMMAND -> "C";
      case EVENT -> "E";
      case COMMAND_REJECTION -> "R";
    };
  }
}
