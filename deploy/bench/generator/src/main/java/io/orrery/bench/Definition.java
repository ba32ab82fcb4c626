package io.orrery.bench;

import io.orrery.exporter.api.ProcessValue;
import io.orrery.exporter.api.RecordValue;
import io.orrery.exporter.api.ValueType;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// A version of a process that is deployed.
record Definition(Plan plan, int version, long key) {

  static Definition deploy(Feed feed, Plan plan, int version) {
    long key = feed.nextKey();
    var file = Drawing.of(plan, version).getBytes(StandardCharsets.UTF_8);
    feed.add(
        ValueType.PROCESS,
        "CREATED",
        key,
        new ProcessValue(
            plan.id(),
            version,
            "",
            key,
            plan.id() + ".bpmn",
            "",
            Base64.getEncoder().encodeToString(file),
            false,
            key,
            RecordValue.DEFAULT_TENANT));
    return new Definition(plan, version, key);
  }
}
