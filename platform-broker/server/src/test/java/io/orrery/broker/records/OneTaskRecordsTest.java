package io.orrery.broker.records;

import static io.orrery.engine.testing.Model.process;
import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.engine.testing.TestEngine;
import io.orrery.exporter.api.RecordJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The public records of an instance with one service task, from its creation to its end.
class OneTaskRecordsTest {

  /// One record a line; `-Dgolden=update` writes down what is written now.
  private static final Path GOLDEN = Path.of("src/test/resources/records/one-task.jsonl");

  @RegisterExtension final TestEngine engine = new TestEngine();

  private PublicRecords records;

  @BeforeEach
  void runAnInstance() {
    engine.deploy(
        process("order")
            .start()
            .service("charge", it -> it.job("charge-card").header("currency", "EUR"))
            .end());
    var before = engine.position();
    engine.start("order", "{\"total\":12.50,\"customer\":\"Zoë\"}");
    engine.complete("charge-card", "{\"receipt\":{\"id\":7}}");
    records = PublicRecords.of(engine.partition()).since(before);
  }

  @Test
  void comeInTheOrderThatExistingConsumersKnow() {
    assertThat(records.names())
        .containsExactly(
            "C PROCESS_INSTANCE_CREATION CREATE",
            "E VARIABLE CREATED",
            "E VARIABLE CREATED",
            "E PROCESS_INSTANCE_CREATION CREATED",
            "E PROCESS_INSTANCE ELEMENT_ACTIVATING",
            "E PROCESS_INSTANCE ELEMENT_ACTIVATED",
            "E PROCESS_INSTANCE ELEMENT_ACTIVATING",
            "E PROCESS_INSTANCE ELEMENT_ACTIVATED",
            "E PROCESS_INSTANCE ELEMENT_COMPLETING",
            "E PROCESS_INSTANCE ELEMENT_COMPLETED",
            "E PROCESS_INSTANCE SEQUENCE_FLOW_TAKEN",
            "E PROCESS_INSTANCE ELEMENT_ACTIVATING",
            "E JOB CREATED",
            "E PROCESS_INSTANCE ELEMENT_ACTIVATED",
            "C JOB_BATCH ACTIVATE",
            "E JOB_BATCH ACTIVATED",
            "C JOB COMPLETE",
            "E JOB COMPLETED",
            "E PROCESS_EVENT TRIGGERING",
            "E PROCESS_INSTANCE ELEMENT_COMPLETING",
            "E VARIABLE CREATED",
            "E PROCESS_EVENT TRIGGERED",
            "E PROCESS_INSTANCE ELEMENT_COMPLETED",
            "E PROCESS_INSTANCE SEQUENCE_FLOW_TAKEN",
            "E PROCESS_INSTANCE ELEMENT_ACTIVATING",
            "E PROCESS_INSTANCE ELEMENT_ACTIVATED",
            "E PROCESS_INSTANCE ELEMENT_COMPLETING",
            "E PROCESS_INSTANCE ELEMENT_COMPLETED",
            "E PROCESS_INSTANCE ELEMENT_COMPLETING",
            "E PROCESS_INSTANCE ELEMENT_COMPLETED");
  }

  @Test
  void areWrittenAsInTheGoldenFile() throws IOException {
    var written = records.all().stream().map(RecordJson::text).toList();
    if ("update".equals(System.getProperty("golden"))) {
      Files.createDirectories(GOLDEN.getParent());
      Files.write(GOLDEN, written);
    }
    assertThat(written).containsExactlyElementsOf(Files.readAllLines(GOLDEN));
  }

  @Test
  void nameTheCommandThatCausedThem() {
    var commands = records.all().stream().filter(it -> it.sourceRecordPosition() == -1).toList();

    assertThat(commands).extracting(it -> it.recordType().name()).containsOnly("COMMAND");
    assertThat(records.all())
        .filteredOn(it -> it.sourceRecordPosition() != -1)
        .allSatisfy(it ->
            assertThat(commands)
                .anyMatch(command -> command.position() == it.sourceRecordPosition()));
  }
}
