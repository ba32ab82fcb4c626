package io.orrery.broker.records;

import static io.orrery.engine.testing.Model.process;
import static io.orrery.engine.testing.TestEngine.json;
import static io.orrery.exporter.api.RecordType.COMMAND;
import static io.orrery.exporter.api.RecordType.COMMAND_REJECTION;
import static io.orrery.exporter.api.RecordType.EVENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.engine.testing.FailsOnce;
import io.orrery.engine.testing.TestEngine;
import io.orrery.exporter.api.DeploymentValue;
import io.orrery.exporter.api.ErrorValue;
import io.orrery.exporter.api.IncidentValue;
import io.orrery.exporter.api.JobValue;
import io.orrery.exporter.api.ProcessInstanceValue;
import io.orrery.exporter.api.Record;
import io.orrery.exporter.api.RecordFilter;
import io.orrery.exporter.api.RecordType;
import io.orrery.exporter.api.ValueType;
import io.orrery.exporter.api.VariableValue;
import io.orrery.protocol.Document;
import io.orrery.protocol.InstanceCommand;
import io.orrery.protocol.InstanceCommand.Step;
import io.orrery.protocol.InstanceCommand.StepKind;
import io.orrery.protocol.JobCommand;
import io.orrery.protocol.VariableCommand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RecordTranslatorTest {

  @RegisterExtension final TestEngine engine = new TestEngine();

  private PublicRecords records() {
    return PublicRecords.of(engine.partition());
  }

  private static io.orrery.engine.testing.Scope oneTask() {
    return process("p").start().service("a", it -> it.job("a").header("k\"1", "ä\\")).end();
  }

  @Test
  void givesARejectionTheCommandThatItRefuses() {
    engine.refused(
        new JobCommand.Fail(77, 3, "broken", Duration.ofSeconds(5), json("{\"x\":1}"), 0));

    var command = records().only(COMMAND, "FAIL");
    var rejection = records().only(COMMAND_REJECTION, "FAIL");

    assertThat(rejection.valueType()).isEqualTo(ValueType.JOB);
    assertThat(rejection.key()).isEqualTo(77).isEqualTo(command.key());
    assertThat(rejection.sourceRecordPosition()).isEqualTo(command.position());
    assertThat(rejection.rejectionType()).isEqualTo("NOT_FOUND");
    assertThat(rejection.rejectionReason()).contains("77");
    assertThat(rejection.value()).isEqualTo(command.value());
    assertThat(records().values(JobValue.class).getFirst())
        .returns(3, JobValue::retries)
        .returns(5_000L, JobValue::retryBackoff)
        .returns("broken", JobValue::errorMessage)
        .returns("{\"x\":1}", it -> it.variables().text());
  }

  @Test
  void leavesOutARejectionWhoseCommandItWasNotGiven() {
    engine.refused(new InstanceCommand.Cancel(1, null));
    var translator = new RecordTranslator(1, _ -> null, PublicRecords.EVERYTHING);
    var found = new ArrayList<Record>();

    translator.translate(engine.partition().records().getLast(), found::add);

    assertThat(found).isEmpty();
  }

  @Test
  void copiesTheCallersReferenceToAllRecordsOfTheTurn() {
    engine.deploy(oneTask());
    var instance = engine.start("p");
    var before = engine.position();

    engine.send(new InstanceCommand.Cancel(instance.key(), 4711L));
    engine.refused(new InstanceCommand.Cancel(instance.key(), 4712L));

    var after = records().since(before);
    assertThat(after.of(EVENT, "ELEMENT_TERMINATED")).hasSize(2);
    assertThat(after.of(COMMAND_REJECTION, "CANCEL"))
        .extracting(Record::operationReference)
        .containsExactly(4712L);
    assertThat(after.all()).allMatch(it -> it.operationReference() >= 4711);
    assertThat(records().all())
        .filteredOn(it -> it.position() <= before)
        .allMatch(it -> it.operationReference() == -1);
  }

  @Test
  void buildsNothingThatIsNotWanted() {
    engine.deploy(oneTask());
    engine.cancel(engine.start("p", "{\"x\":1}"));
    var jobEvents =
        new RecordFilter() {
          @Override
          public boolean acceptsType(RecordType type) {
            return type == EVENT;
          }

          @Override
          public boolean acceptsValue(ValueType type) {
            return type == ValueType.JOB;
          }
        };

    assertThat(PublicRecords.of(engine.partition(), jobEvents).names())
        .containsExactly("E JOB CREATED", "E JOB CANCELED");
  }

  @Test
  void asksForNoDefinitionWhenNothingIsWanted() {
    engine.deploy(oneTask());
    engine.cancel(engine.start("p", "{\"x\":1}"));
    Definitions none =
        key -> {
          throw new AssertionError("asked for " + key);
        };
    var nothing =
        new RecordFilter() {
          @Override
          public boolean acceptsType(RecordType type) {
            return false;
          }
        };

    var translator = new RecordTranslator(1, none, nothing);

    assertThat(PublicRecords.of(engine.partition(), translator).all()).isEmpty();
  }

  @Test
  void makesOneRecordOfEachVariableWithPositionAndKeyOfItsOwn() {
    engine.deploy(oneTask());
    var instance = engine.start("p", "{\"b\":1,\"a\":[ 2 ]}");
    engine.setVariables(instance.key(), "{\"a\":null,\"c\":\"x\",\"b\":{}}", false);

    var created = records().of(EVENT, "CREATED").stream().filter(this::isVariable).toList();
    var updated = records().of(EVENT, "UPDATED").stream().filter(this::isVariable).toList();

    assertThat(created).extracting(this::text).containsExactly("b=1", "a=[ 2 ]", "c=\"x\"");
    assertThat(updated).extracting(this::text).containsExactly("a=null", "b={}");
    assertThat(created.get(1).position()).isEqualTo(created.get(0).position() + 1);
    assertThat(created.get(1).key()).isEqualTo(created.get(0).key() + 1);
    assertThat(updated)
        .extracting(Record::key)
        .containsExactly(created.get(1).key(), created.get(0).key());
    assertThat(records().only(COMMAND, "UPDATE").key()).isEqualTo(-1);
    engine.cancel(instance);
  }

  private boolean isVariable(Record record) {
    return record.value() instanceof VariableValue;
  }

  private String text(Record record) {
    var value = (VariableValue) record.value();
    return value.name() + "=" + value.value();
  }

  @Test
  void saysNoneForWhatADefinitionNamedThatIsGone() {
    engine.deploy(oneTask());
    engine.cancel(engine.start("p"));

    var translator = new RecordTranslator(1, _ -> null, PublicRecords.EVERYTHING);
    var activated = PublicRecords.of(engine.partition(), translator).of(EVENT, "ELEMENT_ACTIVATED");

    assertThat(activated)
        .extracting(it -> (ProcessInstanceValue) it.value())
        .allSatisfy(it -> {
          assertThat(it.elementId()).isEmpty();
          assertThat(it.bpmnProcessId()).isEmpty();
          assertThat(it.version()).isEqualTo(-1);
          assertThat(it.bpmnElementType()).isEqualTo("UNSPECIFIED");
          assertThat(it.processDefinitionKey()).isPositive();
        });
  }

  @Test
  void saysUntilWhenAFailedJobRests() {
    engine.deploy(oneTask());
    var instance = engine.start("p");
    var job = engine.job("a");
    engine.send(
        new JobCommand.Fail(job.key(), 2, "later", Duration.ofSeconds(30), Document.EMPTY, 0));

    var failed = records().only(EVENT, "FAILED");

    assertThat((JobValue) failed.value())
        .returns(30_000L, JobValue::retryBackoff)
        .returns(failed.timestamp() + 30_000, JobValue::recurringTime)
        .returns(-1L, JobValue::deadline)
        .returns(2, JobValue::retries)
        .returns("later", JobValue::errorMessage)
        .returns("worker", JobValue::worker)
        .returns("p", JobValue::bpmnProcessId)
        .returns("a", JobValue::elementId)
        .returns(Map.of("k\"1", "ä\\"), JobValue::customHeaders);
    engine.cancel(instance);
  }

  @Test
  void namesTheWayDownToAnIncidentAsFarAsItIsKnown() {
    engine.deploy(
        process("p")
            .start()
            .sub("s", it -> it.start("s1", a -> a).exclusive("x").when("none").end("e1"))
            .end());
    var instance = engine.start("p");

    var incident = records().values(IncidentValue.class).getFirst();

    assertThat(incident.elementId()).isEqualTo("x");
    assertThat(incident.errorType()).isEqualTo("EXTRACT_VALUE_ERROR");
    assertThat(incident.processDefinitionPath()).containsExactly(incident.processDefinitionKey());
    var path = incident.elementInstancePath().getFirst();
    assertThat(path).hasSize(3).startsWith(instance.key()).endsWith(incident.elementInstanceKey());
    engine.cancel(instance);
  }

  @Test
  void saysWhichVersionsADeploymentFound() {
    engine.deploy(oneTask());
    engine.deploy(oneTask().model(), process("q").start().end().model());

    var deployed =
        records().of(EVENT, "CREATED").stream()
            .filter(it -> it.valueType() == ValueType.DEPLOYMENT)
            .map(it -> (DeploymentValue) it.value())
            .toList();

    assertThat(deployed.getLast().processesMetadata())
        .extracting(it -> it.bpmnProcessId() + " " + it.version() + " " + it.isDuplicate())
        .containsExactly("p 1 true", "q 1 false");
    assertThat(records().of(COMMAND, "CREATE").getFirst().value())
        .isInstanceOfSatisfying(DeploymentValue.class, it -> assertThat(it.resources()).hasSize(1));
  }

  @Test
  void showsAQuarantineAsAnError() {
    engine.deploy(oneTask());
    var instance = engine.start("p");
    var step = new Step(StepKind.TERMINATE, instance.key(), -1, 0);
    engine.send(new InstanceCommand.Continue(instance.key(), new FailsOnce(step), 0));

    var command = records().only(COMMAND, "TERMINATE_ELEMENT");
    var error = records().values(ErrorValue.class).getFirst();

    assertThat(command.key()).isEqualTo(instance.key());
    assertThat(error.exceptionMessage()).contains("on purpose");
    assertThat(error.stacktrace()).contains("FailsOnce");
    assertThat(error.errorEventPosition()).isEqualTo(command.position());
    assertThat(error.processInstanceKey()).isEqualTo(instance.key());
    engine.cancel(instance);
  }

  @Test
  void writesVariablesLocallyOrWhereTheyAreFound() {
    engine.deploy(oneTask());
    var instance = engine.start("p");
    for (var local : List.of(true, false)) {
      engine.send(new VariableCommand.Set(instance.key(), json("{\"x\":1}"), local, null));
    }

    assertThat(records().of(EVENT, "UPDATED"))
        .filteredOn(it -> it.valueType() == ValueType.VARIABLE_DOCUMENT)
        .extracting(it -> it.value().toString())
        .satisfiesExactly(
            it -> assertThat(it).contains("=LOCAL,"), it -> assertThat(it).contains("=PROPAGATE,"));
    engine.cancel(instance);
  }
}
