package io.orrery.engine.variable;

import static io.orrery.engine.testing.Model.process;
import static io.orrery.engine.testing.ProcessInstanceAssert.assertThatInstance;
import static io.orrery.engine.testing.TestEngine.variables;
import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.engine.testing.Scope;
import io.orrery.engine.testing.TestEngine;
import io.orrery.protocol.Document;
import io.orrery.protocol.LogRecord;
import io.orrery.protocol.RejectionType;
import io.orrery.protocol.VariableCommand;
import io.orrery.protocol.VariableEvent;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Scopes, propagation, mappings, and variables that are set on request.
class VariablesTest {

  @RegisterExtension final TestEngine engine = new TestEngine();

  private static Scope nested() {
    return process("p")
        .start()
        .sub(
            "sub",
            with -> with.input("1", "inner"),
            it -> it.start("s", a -> a).service("w", w -> w.job("work").input("2", "own")))
        .end();
  }

  @Test
  void goToTheNearestScopeThatHasTheName() {
    engine.deploy(nested());
    var instance = engine.start("p", "{\"outer\":0}");

    engine.setVariables(
        instance.keyOf("w"), "{\"own\":12,\"inner\":11,\"outer\":10,\"fresh\":13}", false);

    assertThat(instance.variablesOf("w")).containsOnly(java.util.Map.entry("own", "12"));
    assertThat(instance.variablesOf("sub")).containsOnly(java.util.Map.entry("inner", "11"));
    assertThatInstance(instance).has("outer", "10").has("fresh", "13");
  }

  @Test
  void stayInTheScopeWhenTheyAreLocal() {
    engine.deploy(nested());
    var instance = engine.start("p", "{\"outer\":0}");

    engine.setVariables(instance.keyOf("sub"), "{\"outer\":5,\"fresh\":6}", true);

    assertThat(instance.variablesOf("sub")).containsEntry("outer", "5").containsEntry("fresh", "6");
    assertThatInstance(instance).has("outer", "0").hasNo("fresh");
    assertThat(variables(engine.job("work"))).containsEntry("outer", "5");
  }

  @Test
  void cannotBeSetWhereNothingIs() {
    for (var key : new long[] {0, -1, 99, Long.MAX_VALUE}) {
      var refused = engine.refused(new VariableCommand.Set(key, Document.EMPTY, false, null));
      assertThat(refused.type()).isEqualTo(RejectionType.NOT_FOUND);
    }
  }

  @Test
  void mayBeNone() {
    engine.deploy(nested());
    var instance = engine.start("p");
    engine.setVariables(instance.key(), "{}", false);
    engine.setVariables(instance.key(), "{ }", true);
    assertThat(engine.eventsSince(0)).contains("Variable DOCUMENT_UPDATED");
  }

  @Test
  void keepTheirKeysWhenTheyChange() {
    engine.deploy(nested());
    var instance = engine.start("p", "{\"a\":1,\"b\":2,\"c\":3}");

    engine.setVariables(instance.key(), "{\"c\":30,\"a\":10,\"b\":2,\"d\":4}", false);
    engine.setVariables(instance.key(), "{\"d\":40,\"b\":20}", false);

    var created = events(VariableEvent.Created.class);
    var first = created.get(0).key();
    var fourth =
        created.stream()
            .filter(it -> ((VariableEvent.Created) it.content()).variables().has("d"))
            .findFirst()
            .orElseThrow()
            .key();
    assertThat(events(VariableEvent.Updated.class))
        .extracting(it -> ((VariableEvent.Updated) it.content()).keys())
        .containsExactly(List.of(first + 2, first), List.of(fourth, first + 1));
  }

  private List<LogRecord> events(Class<? extends VariableEvent> type) {
    return engine.history().all().filter(it -> type.isInstance(it.content())).toList();
  }

  @Test
  void makeNoEventWhenTheyDoNotChange() {
    engine.deploy(nested());
    var instance = engine.start("p", "{\"a\":1}");
    var before = engine.position();

    engine.setVariables(instance.key(), "{\"a\":1}", false);

    assertThat(engine.eventsSince(before)).containsExactly("Variable DOCUMENT_UPDATED");
  }

  @Test
  void takeAPositionEachInThePublicStream() {
    engine.deploy(process("p").start().end());
    var before = engine.position();

    engine.start("p", "{\"a\":1,\"b\":2,\"c\":3}");

    var records = engine.history().all().filter(it -> it.position() > before).limit(3).toList();
    assertThat(records.get(1).content()).isInstanceOf(VariableEvent.Created.class);
    assertThat(records.get(2).position()).isEqualTo(records.get(1).position() + 3);
  }

  @Test
  void areMappedInOrderAndSeeEachOther() {
    engine.deploy(
        process("p")
            .start()
            .service(
                "w",
                it ->
                    it.job("work")
                        .input("a", "x.y")
                        .input("x.y + 1", "z")
                        .output("z", "o.deep.z")
                        .output("r", "o.r")
                        .output("o.deep.z + 1", "last"))
            .end());
    var instance = engine.start("p", "{\"a\":1,\"o\":{\"keep\":true}}");

    var job = engine.job("work");
    assertThat(variables(job)).containsEntry("x", "{\"y\":1}").containsEntry("z", "2");
    engine.complete(job, "{\"r\":5,\"unmapped\":6}");

    assertThatInstance(instance).isCompleted().has("last", "3").hasNo("unmapped").hasNo("r");
    assertThat(engine.history().variables(instance.key()).get("o"))
        .contains("\"keep\":true", "\"z\":2", "\"r\":5");
  }

  @Test
  void thatAreMissingAreNullInMappings() {
    engine.deploy(
        process("p")
            .start()
            .task("task", "t", it -> it.input("nothing", "a").output("neither", "b"))
            .end());

    assertThatInstance(engine.start("p")).isCompleted().has("b", "null");
  }

  @Test
  void ofCompletedWorkStayWhereTheTaskHasOnesOfItsOwn() {
    engine.deploy(
        process("p")
            .start()
            .service("w", it -> it.job("work").input("2", "a"))
            .service("v", "view")
            .end());
    var instance = engine.start("p", "{\"a\":1}");

    engine.complete("work", "{\"a\":3,\"b\":4}");

    assertThat(variables(engine.job("view"))).containsEntry("a", "1").containsEntry("b", "4");
    assertThat(instance.variablesOf("w")).containsEntry("a", "3");
  }

  @Test
  void ofCompletedWorkGoToTheScopeThatHasThem() {
    engine.deploy(nested());
    var instance = engine.start("p", "{\"outer\":0}");

    engine.complete("work", "{\"outer\":1,\"inner\":2,\"own\":3,\"fresh\":4}");

    assertThatInstance(instance)
        .isCompleted()
        .has("outer", "1")
        .has("fresh", "4")
        .hasNo("inner")
        .hasNo("own");
  }

  @Test
  void keepTheTextOfTheirNumbers() {
    engine.deploy(process("p").start().service("w", "work").end());
    var text = "{\"big\":12345678901234567890.123456789,\"exp\":1e400,\"z\":-0}";
    engine.start("p", text);

    assertThat(engine.job("work").variables()).hasToString(text);
  }
}
