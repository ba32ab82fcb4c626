package io.orrery.readmodel.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.orrery.readmodel.TestRecords;
import io.orrery.readmodel.document.ElementInstance;
import io.orrery.readmodel.document.Incident;
import io.orrery.readmodel.document.Job;
import io.orrery.readmodel.document.Message;
import io.orrery.readmodel.document.MessageSubscription;
import io.orrery.readmodel.document.ProcessDefinition;
import io.orrery.readmodel.document.ProcessInstance;
import io.orrery.readmodel.document.SequenceFlow;
import io.orrery.readmodel.document.Timer;
import io.orrery.readmodel.document.Variable;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What records mean for the documents that can be read.
public interface DocumentContract {

  Fixture fixture();

  @Test
  default void showsADefinitionWithTheNamesOfItsFile() {
    var records = new TestRecords(1);
    long first = records.deploy("order", 1, records.nextKey());
    long second = records.deploy("order", 2, records.nextKey());

    fixture().feed(records.take());

    var old = fixture().one(ProcessDefinition.class, first);
    assertThat(old.name()).isEqualTo("Process order");
    assertThat(old.versionTag()).isEqualTo("v1");
    assertThat(old.isLatestVersion()).isFalse();
    assertThat(fixture().one(ProcessDefinition.class, second).isLatestVersion()).isTrue();
    assertThat(fixture().model().xml(first).orElseThrow()).contains("<bpmn:process id=\"order\"");
    assertThat(fixture().model().xml(77)).isEmpty();
  }

  @Test
  default void showsADefinitionOnceThoughEveryPartitionTellsOfIt() {
    var first = new TestRecords(1);
    var second = new TestRecords(2);
    long key = first.deploy();
    second.deploy(TestRecords.PROCESS_ID, 1, key);

    fixture().feed(first.take()).feed(second.take());

    assertThat(fixture().all(ProcessDefinition.class)).hasSize(1);
  }

  @Test
  default void showsAnInstanceFromItsBeginningToItsEnd() {
    var records = new TestRecords(1);
    records.deploy();
    var running = records.start();
    long begun = records.time();
    fixture().feed(records.take());

    var active = fixture().one(ProcessInstance.class, running.key);
    assertThat(active.state()).isEqualTo("ACTIVE");
    assertThat(active.endDate()).isNull();
    assertThat(active.processDefinitionName()).isEqualTo("Process order");
    assertThat(active.processDefinitionVersionTag()).isEqualTo("v1");
    assertThat(active.parentProcessInstanceKey()).isNull();

    running.finish();
    fixture().feed(records.take());

    var ended = fixture().one(ProcessInstance.class, running.key);
    assertThat(ended.state()).isEqualTo("COMPLETED");
    assertThat(ended.startDate()).isBefore(Instant.ofEpochMilli(begun));
    assertThat(ended.endDate()).isEqualTo(Instant.ofEpochMilli(records.time()));
  }

  @Test
  default void showsTheSameInstanceWhenItIsBornAndFinishedAtOnce() {
    var slow = new TestRecords(1);
    slow.deploy();
    var first = slow.start();
    fixture().feed(slow.take());
    first.finish();
    var second = slow.run();
    fixture().feed(slow.take());

    var one = fixture().one(ElementInstance.class, first.task);
    var other = fixture().one(ElementInstance.class, second.task);
    assertThat(one.state()).isEqualTo(other.state()).isEqualTo("COMPLETED");
    assertThat(one.elementName()).isEqualTo(other.elementName()).isEqualTo("Do it");
    assertThat(one.endPosition()).isNotNull().isGreaterThan(one.startPosition());
    assertThat(other.endPosition()).isNotNull().isGreaterThan(other.startPosition());
    assertThat(fixture().all(ElementInstance.class)).hasSize(6);
  }

  @Test
  default void knowsNamesOfElementsThatWereDeployedBeforeItBegan() {
    var records = new TestRecords(1);
    records.deploy();
    fixture().feed(records.take());
    fixture().closeExporters();

    var instance = records.start();
    fixture().feed(records.take());

    assertThat(fixture().one(ElementInstance.class, instance.task).elementName())
        .isEqualTo("Do it");
  }

  @Test
  default void showsWhatWasCanceled() {
    var records = new TestRecords(1);
    records.deploy();
    var instance = records.start();
    instance.cancel();
    fixture().feed(records.take());

    assertThat(fixture().one(ProcessInstance.class, instance.key).state()).isEqualTo("TERMINATED");
    assertThat(fixture().one(ElementInstance.class, instance.task).state()).isEqualTo("TERMINATED");
    assertThat(fixture().one(Job.class, instance.job).state()).isEqualTo("CANCELED");
    assertThat(fixture().one(Job.class, instance.job).endTime()).isNotNull();
  }

  @Test
  default void followsAJobThroughItsLife() {
    var records = new TestRecords(1);
    records.deploy();
    var instance = records.start();
    fixture().feed(records.take());
    assertThat(fixture().one(Job.class, instance.job).customHeaders())
        .isEqualTo("{\"header\":\"\\\"x\\\"\"}");

    instance.handOut("worker-1");
    fixture().feed(records.take());
    var active = fixture().one(Job.class, instance.job);
    assertThat(active.state()).isEqualTo("ACTIVATED");
    assertThat(active.worker()).isEqualTo("worker-1");
    assertThat(active.deadline()).isNotNull();

    instance.job("FAILED", 2, "no stock");
    fixture().feed(records.take());
    var failed = fixture().one(Job.class, instance.job);
    assertThat(failed.state()).isEqualTo("FAILED");
    assertThat(failed.retries()).isEqualTo(2);
    assertThat(failed.hasFailedWithRetriesLeft()).isTrue();
    assertThat(failed.errorMessage()).isEqualTo("no stock");
    assertThat(failed.deadline()).isNull();
    assertThat(failed.endTime()).isNull();

    instance.job("ERROR_THROWN", 2, "no such order");
    fixture().feed(records.take());
    assertThat(fixture().one(Job.class, instance.job).state()).isEqualTo("ERROR_THROWN");
    assertThat(fixture().one(Job.class, instance.job).endTime()).isNotNull();
    instance.handOut("worker-2");
    fixture().feed(records.take());
    assertThat(fixture().one(Job.class, instance.job).endTime()).isNull();
  }

  @Test
  default void flagsInstanceAndElementWhileAnIncidentIsOpen() {
    var records = new TestRecords(1);
    records.deploy();
    var instance = records.start();
    long first = instance.incident("no stock");
    long second = instance.incident("no money");
    fixture().feed(records.take());

    assertThat(fixture().one(ProcessInstance.class, instance.key).hasIncident()).isTrue();
    assertThat(fixture().one(ElementInstance.class, instance.task).incidentKey()).isEqualTo(second);

    instance.incident("RESOLVED", first, "no stock");
    fixture().feed(records.take());
    assertThat(fixture().one(ProcessInstance.class, instance.key).hasIncident()).isTrue();
    assertThat(fixture().one(Incident.class, first).state()).isEqualTo("RESOLVED");
    assertThat(fixture().one(Incident.class, second).resolutionTime()).isNull();

    instance.incident("RESOLVED", second, "no money");
    fixture().feed(records.take());
    assertThat(fixture().one(ProcessInstance.class, instance.key).hasIncident()).isFalse();
    var element = fixture().one(ElementInstance.class, instance.task);
    assertThat(element.hasIncident()).isFalse();
    assertThat(element.incidentKey()).isNull();
  }

  @Test
  default void countsHowOftenAFlowWasTaken() {
    var records = new TestRecords(1);
    records.deploy();
    var instance = records.start();
    instance.flow("again");
    fixture().feed(records.take());
    instance.flow("again");
    instance.flow("again");
    fixture().feed(records.take());

    assertThat(fixture().all(SequenceFlow.class))
        .extracting(SequenceFlow::elementId, SequenceFlow::count)
        .containsExactly(tuple("again", 3), tuple("to-task", 1));
  }

  @Test
  default void cutsALongValueAndKeepsTheWhole() {
    var records = new TestRecords(1);
    records.deploy();
    var instance = records.start();
    var text = "\"" + "\u00e9".repeat(200_000) + "\"";
    long key = instance.variable("long", text);
    long other = instance.variable("short", "1");
    fixture().feed(records.take());

    var shown = fixture().one(Variable.class, key);
    assertThat(shown.isTruncated()).isTrue();
    assertThat(text).startsWith(shown.value()).hasSizeGreaterThan(shown.value().length());
    assertThat(fixture().model().value(key)).contains(text);
    assertThat(fixture().one(Variable.class, other).isTruncated()).isFalse();
    assertThat(fixture().model().value(other)).contains("1");
  }

  @Test
  default void remembersWhatVariablesWere() {
    var records = new TestRecords(1);
    records.deploy();
    var instance = records.start();
    long before = records.position();
    long key = instance.variable("a", "1");
    long first = records.position();
    instance.variable("UPDATED", key, "a", "2");
    long second = records.position();
    fixture().feed(records.take());
    instance.variable("UPDATED", key, "a", "3");
    instance.variable("UPDATED", key, "a", "4");
    instance.variable("b", "true");
    long last = records.position();
    fixture().feed(records.take());

    assertThat(valuesAt(instance.key, before)).isEmpty();
    assertThat(valuesAt(instance.key, first)).containsExactly("1");
    assertThat(valuesAt(instance.key, second)).containsExactly("2");
    assertThat(valuesAt(instance.key, second + 1)).containsExactly("3");
    assertThat(valuesAt(instance.key, last)).containsExactly("4", "true");
  }

  private List<String> valuesAt(long instance, long position) {
    return fixture().model().variablesAt(instance, position).stream().map(Variable::value).toList();
  }

  @Test
  default void followsMessagesAndThoseWhoWaitForThem() {
    var records = new TestRecords(1);
    records.deploy();
    var instance = records.start();
    long waiting = instance.subscription("CREATING", records.nextKey(), -1);
    long starting = records.startSubscription("CREATED", records.nextKey(), "paid", -1);
    long message = records.message("paid", "order-1", 500);
    fixture().feed(records.take());
    assertThat(fixture().one(Message.class, message).state()).isEqualTo("PUBLISHED");
    assertThat(fixture().one(Message.class, message).messageId()).isNull();
    assertThat(fixture().one(MessageSubscription.class, waiting).messageKey()).isNull();

    instance.subscription("CORRELATED", waiting, message);
    records.startSubscription("CORRELATED", starting, "paid", message);
    records.messageExpired(message, "paid", "order-1");
    fixture().feed(records.take());

    assertThat(fixture().one(Message.class, message).state()).isEqualTo("EXPIRED");
    var correlated = fixture().one(MessageSubscription.class, waiting);
    assertThat(correlated.messageSubscriptionState()).isEqualTo("CORRELATED");
    assertThat(correlated.messageKey()).isEqualTo(message);
    var ready = fixture().one(MessageSubscription.class, starting);
    assertThat(ready.messageSubscriptionState()).isEqualTo("CREATED");
    assertThat(ready.processInstanceKey()).isNull();
  }

  @Test
  default void followsTimers() {
    var records = new TestRecords(1);
    records.deploy();
    var instance = records.start();
    long first = instance.timer("CREATED", records.nextKey());
    long second = instance.timer("CREATED", records.nextKey());
    instance.timer("TRIGGERED", first);
    fixture().feed(records.take());
    instance.timer("CANCELED", second);
    fixture().feed(records.take());

    assertThat(fixture().one(Timer.class, first).state()).isEqualTo("TRIGGERED");
    assertThat(fixture().one(Timer.class, second).state()).isEqualTo("CANCELED");
  }
}
