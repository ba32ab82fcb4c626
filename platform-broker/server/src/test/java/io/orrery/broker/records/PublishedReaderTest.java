package io.orrery.broker.records;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orrery.exporter.api.DeploymentDistributionValue;
import io.orrery.exporter.api.ErrorValue;
import io.orrery.exporter.api.Record;
import io.orrery.exporter.api.RecordValue;
import io.orrery.exporter.api.ValueType;
import io.orrery.exporter.testing.TestRecord;
import org.junit.jupiter.api.Test;

/// That [PublicSchemaTest] would notice.
class PublishedReaderTest {

  private final PublishedReader reader = new PublishedReader();

  private static Record record(ValueType type, String intent, RecordValue value) {
    return TestRecord.event(1, 2, type, intent, value);
  }

  @Test
  void takesWhatIsInTheSchema() {
    var value = new DeploymentDistributionValue(2);

    assertThatCode(
            () -> reader.check(record(ValueType.DEPLOYMENT_DISTRIBUTION, "COMPLETED", value)))
        .doesNotThrowAnyException();
  }

  @Test
  void refusesAnIntentThatTheSchemaDoesNotHave() {
    var value = new DeploymentDistributionValue(2);

    assertThatThrownBy(
            () -> reader.check(record(ValueType.DEPLOYMENT_DISTRIBUTION, "FINISHED", value)))
        .isNotNull();
  }

  @Test
  void refusesFieldsThatTheSchemaDoesNotHave() {
    var value = new ErrorValue("", "", 1, 1);

    assertThatThrownBy(
            () -> reader.check(record(ValueType.DEPLOYMENT_DISTRIBUTION, "COMPLETED", value)))
        .isNotNull();
  }

  public record Shorter(String exceptionMessage, String stacktrace, long processInstanceKey)
      implements RecordValue {}

  @Test
  void missesFieldsThatTheSchemaHas() {
    var value = new Shorter("", "", 1);

    assertThatThrownBy(() -> reader.check(record(ValueType.ERROR, "CREATED", value)))
        .hasStackTraceContaining("rrorEventPosition");
  }
}
