package io.orrery.readmodel.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.readmodel.TestRecords;
import io.orrery.readmodel.document.Document;
import io.orrery.readmodel.document.Message;
import io.orrery.readmodel.document.ProcessDefinition;
import io.orrery.readmodel.document.ProcessInstance;
import io.orrery.readmodel.query.ElementStatistics;
import io.orrery.readmodel.query.Filter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What ended long ago is forgotten. It is a day after the first record.
public interface RetentionContract {

  Fixture fixture();

  /// An empty read model with more settings.
  Fixture another(Map<String, Object> arguments);

  private Map<String, Object> keeping(String age) {
    return Map.of("retention", Map.of("finished-after", age));
  }

  @Test
  default void forgetsFinishedInstancesWithAllThatIsTheirs() {
    try (var forgetful = another(keeping("1h"))) {
      var records = new TestRecords(1);
      long definition = records.deploy();
      var old = records.start();
      old.variable("UPDATED", old.variable("a", "1"), "a", "2");
      old.incident("RESOLVED", old.incident("no stock"), "no stock");
      old.timer("CANCELED", old.timer("CREATED", records.nextKey()));
      old.subscription("CORRELATED", old.subscription("CREATING", records.nextKey(), -1), 5);
      old.finish();
      records.start().cancel();
      forgetful.feed(records.take());
      forgetful.settle();

      for (var kind : Document.class.getPermittedSubclasses()) {
        if (kind != ProcessDefinition.class) {
          assertThat(forgetful.all(kind.asSubclass(Document.class))).as(kind.getName()).isEmpty();
        }
      }
      assertThat(forgetful.model().variablesAt(old.key, records.position())).isEmpty();
      assertThat(forgetful.model().elementStatistics(definition, Filter.ALL)).isEmpty();
    }
  }

  @Test
  default void keepsWhatIsActiveOrYoung() {
    try (var forgetful = another(keeping("1h"))) {
      var records = new TestRecords(1);
      long definition = records.deploy();
      var active = records.start();
      records.run();
      long expired = records.message("paid", "1", 10);
      records.messageExpired(expired, "paid", "1");
      long waiting = records.message("paid", "2", Duration.ofDays(9).toMillis());
      records.pass(Duration.ofHours(23).plusMinutes(30).toMillis());
      var young = records.run();
      forgetful.feed(records.take());
      forgetful.settle();

      assertThat(forgetful.all(ProcessInstance.class))
          .extracting(ProcessInstance::processInstanceKey)
          .containsExactly(active.key, young.key);
      assertThat(forgetful.all(Message.class))
          .extracting(Message::messageKey)
          .containsExactly(waiting);
      assertThat(forgetful.model().elementStatistics(definition, Filter.ALL))
          .isEqualTo(
              List.of(
                  new ElementStatistics("end", 0, 0, 1, 0),
                  new ElementStatistics("start", 0, 0, 2, 0),
                  new ElementStatistics("task", 1, 0, 1, 0)));
    }
  }

  @Test
  default void forgetsNothingUnlessItIsTold() {
    var records = new TestRecords(1);
    records.deploy();
    records.run();
    fixture().feed(records.take());
    fixture().settle();

    assertThat(fixture().all(ProcessInstance.class)).hasSize(1);
  }
}
