package io.orrery.engine.event;

import static io.orrery.engine.testing.Model.process;
import static io.orrery.engine.testing.ProcessInstanceAssert.assertThatInstance;
import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.engine.testing.Scope;
import io.orrery.engine.testing.TestEngine;
import io.orrery.protocol.IncidentCommand;
import io.orrery.protocol.IncidentType;
import io.orrery.protocol.RejectionType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Errors thrown by workers and end events, and what catches them.
class ErrorEventTest {

  @RegisterExtension final TestEngine engine = new TestEngine();

  private static Scope nested() {
    return process("p")
        .start()
        .sub(
            "sub",
            it ->
                it.start("s", a -> a)
                    .service("work", "work")
                    .end("inner-end")
                    .boundaryError("inner", "work", "A")
                    .end("inner-caught"))
        .end()
        .boundaryError("outer", "sub", "B")
        .end("outer-caught")
        .boundaryError("any", "sub", "")
        .end("any-caught");
  }

  @Test
  void areCaughtAtTheTaskThatThrows() {
    engine.deploy(nested());
    var instance = engine.start("p");

    engine.throwError(engine.job("work"), "A", "{\"why\":1}");

    assertThatInstance(instance)
        .isCompleted()
        .terminated("work")
        .passed("inner", "inner-caught", "sub", "end")
        .neverEntered("outer", "any", "inner-end");
    assertThat(instance.variablesOf("inner")).containsEntry("why", "1");
    assertThat(engine.eventsSince(0)).contains("Job ERROR_THROWN").doesNotContain("Job CANCELED");
  }

  @Test
  void areCaughtFurtherOutByTheirExactCodeBeforeACatchAll() {
    engine.deploy(nested());
    var instance = engine.start("p");

    engine.throwError(engine.job("work"), "B", "{}");

    assertThatInstance(instance)
        .isCompleted()
        .terminated("work", "sub")
        .passed("outer", "outer-caught")
        .neverEntered("inner", "any", "end");
  }

  @Test
  void areCaughtByACatchAllWhenNoCodeFits() {
    engine.deploy(nested());
    var instance = engine.start("p");

    engine.throwError(engine.job("work"), "C", "{}");

    assertThatInstance(instance).isCompleted().passed("any", "any-caught").neverEntered("outer");
  }

  @Test
  void areCaughtByTheNearestScopeEvenIfItCatchesAllAndAnOuterOneTheExactCode() {
    engine.deploy(
        process("p")
            .start()
            .sub(
                "sub",
                it ->
                    it.start("s", a -> a)
                        .service("work", "work")
                        .boundaryError("near", "work", "")
                        .end("near-end"))
            .end()
            .boundaryError("far", "sub", "A")
            .end("far-end"));
    var instance = engine.start("p");

    engine.throwError(engine.job("work"), "A", "{}");

    assertThatInstance(instance).isCompleted().passed("near", "near-end").neverEntered("far");
  }

  @Test
  void raiseAnIncidentWhenNothingCatchesThemAndReopenTheJobWhenItIsResolved() {
    engine.deploy(process("p").start().service("work", "work").end());
    var instance = engine.start("p");
    var job = engine.job("work");

    engine.throwError(job, "A", "{}");

    assertThat(engine.incident().type()).isEqualTo(IncidentType.UNHANDLED_ERROR_EVENT);
    assertThat(engine.incident().message()).contains("'A'");
    assertThat(engine.incident().jobKey()).isEqualTo(job.key());
    assertThat(engine.activate("work", 1)).isEmpty();
    var late =
        engine.refused(
            new io.orrery.protocol.JobCommand.Complete(
                job.key(), io.orrery.protocol.Document.EMPTY, 0));
    assertThat(late.type()).isEqualTo(RejectionType.INVALID_STATE);
    assertThat(late.reason()).contains("ERROR_THROWN");

    engine.resolve();
    var again = engine.job("work");
    assertThat(again.key()).isEqualTo(job.key());
    engine.complete(again, "{}");
    assertThatInstance(instance).isCompleted();
  }

  @Test
  void areThrownByEndEvents() {
    engine.deploy(
        process("p")
            .start()
            .sub("sub", it -> it.start("s", a -> a).endError("boom", "BOOM"))
            .end()
            .boundaryError("caught", "sub", "BOOM")
            .end("caught-end"));
    var instance = engine.start("p");

    assertThatInstance(instance)
        .isCompleted()
        .terminated("boom", "sub")
        .passed("caught", "caught-end")
        .neverEntered("end");
  }

  @Test
  void ofEndEventsEndWhateverElseRunsInTheScope() {
    engine.deploy(
        process("p")
            .start()
            .sub(
                "sub",
                it ->
                    it.start("s", a -> a)
                        .parallel("fork")
                        .service("other", "other")
                        .end("oe")
                        .from("fork")
                        .service("work", "work")
                        .endError("boom", "BOOM"))
            .end()
            .boundaryError("caught", "sub", "BOOM")
            .end("caught-end"));
    var instance = engine.start("p");

    engine.complete("work", "{\"x\":1}");

    assertThatInstance(instance).isCompleted().terminated("other", "boom", "sub").has("x", "1");
    assertThat(engine.activate("other", 1)).isEmpty();
  }

  @Test
  void ofEndEventsRaiseAnIncidentWhenNothingCatchesThem() {
    engine.deploy(process("p").start().endError("boom", "BOOM"));
    var instance = engine.start("p");

    assertThat(engine.incident().type()).isEqualTo(IncidentType.UNHANDLED_ERROR_EVENT);
    assertThatInstance(instance).isAt("boom");
    engine.resolve();
    assertThat(engine.history().incidents()).as("a new one").hasSize(1);
    engine.cancel(instance);
    assertThatInstance(instance).isTerminated();
  }

  @Test
  void ofEndEventsMayHaveACodeThatIsComputed() {
    engine.deploy(
        process("p")
            .start()
            .sub("sub", it -> it.start("s", a -> a).endError("boom", "=code"))
            .end()
            .boundaryError("caught", "sub", "BOOM")
            .end("caught-end"));

    assertThatInstance(engine.start("p", "{\"code\":\"BOOM\"}")).isCompleted().passed("caught");
    var other = engine.start("p", "{\"code\":\"BANG\"}");
    assertThatInstance(other).isAt("sub", "boom");
    engine.cancel(other);
  }

  @Test
  void bringTheirVariablesToTheCatchEvent() {
    engine.deploy(
        process("p")
            .start()
            .service("work", "work")
            .end()
            .boundaryError("caught", "work", "", it -> it.output("details.code", "reason"))
            .end("caught-end"));
    var instance = engine.start("p");

    engine.throwError(engine.job("work"), "X", "{\"details\":{\"code\":7}}");

    assertThatInstance(instance).isCompleted().has("reason", "7").hasNo("details");
  }

  @Test
  void keepTheirVariablesInTheCatchEventWithoutOutputMappings() {
    engine.deploy(
        process("p")
            .start()
            .service("work", "work")
            .end()
            .boundaryError("caught", "work", "")
            .end("caught-end"));
    var instance = engine.start("p");

    engine.throwError(engine.job("work"), "X", "{\"a\":1}");

    assertThatInstance(instance).isCompleted().hasNo("a");
    assertThat(instance.variablesOf("caught")).containsEntry("a", "1");
  }

  @Test
  void cannotBeMendedByRetriesWhileTheirIncidentIsOpen() {
    engine.deploy(process("p").start().service("work", it -> it.job("work", "0")).end());
    var instance = engine.start("p");
    engine.throwError(engine.job("work"), "A", "{}");
    var incident = engine.history().incidents().keySet().iterator().next();

    assertThat(engine.refused(new IncidentCommand.Resolve(incident, null)).type())
        .isEqualTo(RejectionType.INVALID_STATE);
    engine.cancel(instance);
  }
}
