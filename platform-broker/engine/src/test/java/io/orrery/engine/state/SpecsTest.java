package io.orrery.engine.state;

import static io.orrery.engine.testing.TestEngine.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.protocol.Document;
import io.orrery.protocol.ElementValue;
import io.orrery.protocol.Incident;
import io.orrery.protocol.IncidentType;
import io.orrery.protocol.InstanceCommand.Step;
import io.orrery.protocol.InstanceCommand.StepKind;
import io.orrery.protocol.Job;
import io.orrery.protocol.Response;
import io.orrery.protocol.VariableCommand;
import io.orrery.store.Store;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// What is large counts as large: a layer of the store is frozen when its budget is used up.
class SpecsTest {

  private static final int LARGE = 100_000;
  private static final ElementValue ELEMENT = new ElementValue(1, 2, 3, 1);

  private final Store store = Store.inMemory();

  private static Document large() {
    return json("{\"a\":\"" + "x".repeat(LARGE) + "\"}");
  }

  private static VariableCommand.Set command() {
    return new VariableCommand.Set(1, large(), false, null);
  }

  /// What the layer grows by.
  private void counts(Runnable write, int bytes) {
    var before = store.approximateMemoryBytes();
    store.begin();
    write.run();
    store.commit();
    assertThat(store.approximateMemoryBytes() - before).isBetween((long) bytes, 2L * bytes);
  }

  @Test
  void countCommandsThatArePutOff() {
    var table = new ContinuationTable(store);
    counts(() -> table.insert(1, command()), LARGE);
  }

  @Test
  void countCommandsToOtherPartitions() {
    var table = new ChannelTable(store);
    counts(() -> table.sent(2, 1, command()), LARGE);
  }

  @Test
  void countCommandsThatAreKeptBack() {
    var table = new QuarantineTable(store);
    counts(() -> table.add(1, "reason", command()), LARGE);
    counts(() -> table.add(1, "reason", command()), LARGE);
  }

  @Test
  void countAnswersThatAreRemembered() {
    var table = new RememberedTable(store);
    var response = new Response.InstanceResult(1, "p", 1, 2, large());
    counts(() -> table.put("key", new Remembered(1, response, Instant.EPOCH)), LARGE);
  }

  @Test
  void countMessagesOfIncidents() {
    var table = new IncidentTable(store);
    var step = new Step(StepKind.ACTIVATE, 1, -1, 0);
    var message = "x".repeat(Incident.MAX_MESSAGE);
    var incident = new Incident(IncidentType.UNKNOWN, message, 1, ELEMENT, -1, 1, step);
    counts(() -> table.insert(1, incident), Incident.MAX_MESSAGE);
  }

  @Test
  void countHeadersOfJobs() {
    var table = new JobTable(store);
    var job = new Job("type", 1, ELEMENT, 3, large(), 0, null, null);
    counts(() -> table.insert(1, job), LARGE);
  }
}
