package io.orrery.operate.explain;

import static io.orrery.operate.Documents.NOON;
import static io.orrery.operate.Documents.element;
import static io.orrery.operate.Documents.incident;
import static io.orrery.operate.Documents.instance;
import static io.orrery.operate.Documents.job;
import static io.orrery.operate.Documents.message;
import static io.orrery.operate.Documents.timer;
import static io.orrery.operate.Documents.waitsFor;
import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.operate.search.MemoryReadModel;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ExplainerTest {

  private static final InstantSource CLOCK = InstantSource.fixed(NOON.plusSeconds(200));

  private final MemoryReadModel model =
      new MemoryReadModel()
          .add(
              instance(1, "ACTIVE", false),
              element(1, 1, "order", 1, null),
              element(11, 1, "task", 5, null));

  @Test
  void saysThatNobodyTakesAJobAndHowManyAreAhead() {
    model.add(
        job(41, 12, "pay", "CREATED", 3),
        job(42, 13, "pay", "CREATED", 3),
        job(43, 11, "pay", "CREATED", 3),
        job(44, 14, "other", "CREATED", 3));

    assertThat(sentences(1))
        .containsExactly(
            "'task' waits for a worker for jobs of type 'pay': no worker is connected,"
                + " nobody has ever taken one; 2 jobs wait ahead of it, the oldest since"
                + " 2026-11-20 12:00:41 UTC.");
    var evidence = explainer(0).explain(43).orElseThrow().explanations().getFirst().evidence();
    assertThat(evidence)
        .containsEntry("jobKey", "43")
        .containsEntry("jobsAhead", 2L)
        .containsEntry("workersConnected", 0);
  }

  @Test
  void saysThatMoreAreAheadThanAreCounted() {
    model.mostCounted = 2;
    model.add(
        job(38, 14, "pay", "CREATED", 3),
        job(39, 14, "pay", "CREATED", 3),
        job(40, 14, "pay", "CREATED", 3),
        element(12, 1, "other", 6, null),
        job(41, 11, "pay", "CREATED", 3),
        job(42, 12, "pay", "CREATED", 3));

    assertThat(sentences(1))
        .hasSize(2)
        .allMatch(it -> it.contains("more than 2 jobs wait ahead of it"));
  }

  @Test
  void saysWhoTookTheLastJobOfATypeThatNobodyTakesAnyMore() {
    model.add(job(40, 12, "pay", "COMPLETED", 3), job(43, 11, "pay", "CREATED", 3));

    assertThat(explainer(-1).explain(11).orElseThrow().explanations().getFirst().sentence())
        .isEqualTo(
            "'task' waits for a worker for jobs of type 'pay': the last job of this type was with"
                + " 'worker-1' at 2026-11-20 12:00:40 UTC; it is the first in the queue.");
  }

  @Test
  void saysWhoHasTheJobAndUntilWhen() {
    model.add(job(43, 11, "pay", "ACTIVATED", 3));

    assertThat(sentences(43))
        .containsExactly(
            "'task': worker 'worker-1' has had the job of type 'pay' for 2 min 37 s and has to"
                + " answer by 2026-11-20 12:05:00 UTC.");
  }

  @Test
  void namesSimilarKeysOfAMessageThatDoesNotCome() {
    model.add(
        waitsFor(51, 11, "paid", "order-17"),
        message(61, "paid", "Order-17 "),
        message(62, "paid", "order-71"),
        message(63, "paid", "something else"),
        message(64, "refunded", "order-17"));

    assertThat(sentences(11))
        .singleElement()
        .asString()
        .startsWith("'task' waits for the message 'paid' with the correlation key 'order-17'")
        .contains("with similar ones: ", "'Order-17 '", "'order-71'")
        .doesNotContain("something else");
  }

  @Test
  void saysThatNoSuchMessageIsKnown() {
    model.add(waitsFor(51, 11, "paid", "order-17"));

    assertThat(sentences(11))
        .singleElement()
        .asString()
        .endsWith("no message of this name is known.");
  }

  @Test
  void saysWhenATimerIsDueBesideWhatElseIsWaitedFor() {
    model.add(
        job(43, 11, "pay", "CREATED", 3),
        timer(71, 11, NOON.plusSeconds(230)),
        timer(72, 11, NOON.plusSeconds(100)));

    assertThat(sentences(1))
        .contains(
            "The timer 'reminder' at 'task' is due at 2026-11-20 12:03:50 UTC, in 30 s.",
            "The timer 'reminder' at 'task' was due at 2026-11-20 12:01:40 UTC, 1 min 40 s ago,"
                + " and has not fired yet.")
        .hasSize(3);
  }

  @Test
  void saysWhatAnIncidentNeeds() {
    model.add(incident(21, 1, 11, 43L), job(43, 11, "pay", "FAILED", 0));

    assertThat(sentences(21))
        .containsExactly(
            "'task' is held up by an incident since 2026-11-20 12:00:00 UTC: JOB_NO_RETRIES,"
                + " 'card declined'. It goes on when the incident is resolved and its job of type"
                + " 'pay' has attempts again.");
  }

  @Test
  void saysThatWhatHasEndedWaitsForNothing() {
    model.add(instance(2, "COMPLETED", false));

    assertThat(sentences(2))
        .containsExactly(
            "The process instance waits for nothing: it is completed since"
                + " 2026-11-20 12:01:00 UTC.");
  }

  @Test
  void knowsNothingOfOtherKeys() {
    assertThat(explainer(0).explain(999)).isEmpty();
  }

  private List<String> sentences(long key) {
    return explainer(0).explain(key).orElseThrow().explanations().stream()
        .map(Explanation::sentence)
        .toList();
  }

  private Explainer explainer(int connected) {
    var count = connected < 0 ? OptionalInt.empty() : OptionalInt.of(connected);
    return new Explainer(model, _ -> count, CLOCK);
  }
}
