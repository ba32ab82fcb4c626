package io.orrery.readmodel.elasticsearch.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orrery.exporter.api.RecordType;
import io.orrery.exporter.api.ValueType;
import io.orrery.readmodel.settings.Given;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// How to say which raw records are wanted.
class RecordsSettingsTest {

  private static RecordsSettings settings(Map<String, Object> arguments) {
    return RecordsSettings.take(Given.of(arguments));
  }

  @Test
  void wantsEverythingUnlessItIsToldWhat() {
    var settings = settings(Map.of());
    assertThat(settings.prefix()).isEqualTo("zeebe-record");
    assertThat(settings.recordTypes()).containsExactlyInAnyOrder(RecordType.values());
    assertThat(settings.valueTypes()).containsExactlyInAnyOrder(ValueType.values());
    assertThat(settings.dropAfter()).isNull();
  }

  @Test
  void takesTypesByTheirNames() {
    var settings = settings(Map.of("records.types", "event, job,process-instance"));
    assertThat(settings.recordTypes()).containsExactly(RecordType.EVENT);
    assertThat(settings.valueTypes()).containsExactly(ValueType.PROCESS_INSTANCE, ValueType.JOB);
  }

  @Test
  void takesShardsAndAge() {
    var settings = settings(Map.of("records.shards", 2, "retention.records-after", "30d"));
    assertThat(settings.shards()).isEqualTo(2);
    assertThat(settings.replicas()).isZero();
    assertThat(settings.dropAfter()).isEqualTo(Duration.ofDays(30));
  }

  @Test
  void refusesByName() {
    assertThatThrownBy(() -> settings(Map.of("records.types", "JOBS")))
        .hasMessageContaining("records.types knows no JOBS; there are [COMMAND, EVENT");
    assertThatThrownBy(() -> settings(Map.of("records.prefix", "Not_this")))
        .hasMessageContaining("records.prefix must be lower case");
    assertThatThrownBy(() -> settings(Map.of("records.replicas", -1)))
        .hasMessageContaining("records.replicas must be from 0 to 32");
  }
}
