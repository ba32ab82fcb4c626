package io.orrery.operate.timeline;

import static io.orrery.operate.Documents.NOON;
import static io.orrery.operate.Documents.element;
import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.operate.search.MemoryReadModel;
import io.orrery.readmodel.document.ElementInstance;
import io.orrery.readmodel.query.ElementStatistics;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineTest {

  private final MemoryReadModel model =
      new MemoryReadModel()
          .add(
              element(1, 1, "order", 3, null),
              element(11, 1, "start", 5, 8L),
              element(12, 1, "pay", 10, 20L),
              element(13, 1, "pay", 22, null),
              element(91, 9, "other", 7, 9L));

  @Test
  void tellsTheMomentsOfOneInstanceInOrder() {
    assertThat(told(-1, 10))
        .containsExactly(
            "3 STARTED order",
            "5 STARTED start",
            "8 COMPLETED start",
            "10 STARTED pay",
            "20 COMPLETED pay",
            "22 STARTED pay");
  }

  @Test
  void goesOnBehindAPosition() {
    assertThat(told(8, 2)).containsExactly("10 STARTED pay", "20 COMPLETED pay");
  }

  @Test
  void goesBackFromAPosition() {
    assertThat(words(new Timeline(model, 1).upTo(15, 2)))
        .containsExactly("8 COMPLETED start", "10 STARTED pay");
    assertThat(words(new Timeline(model, 1).upTo(1_000, 2)))
        .containsExactly("20 COMPLETED pay", "22 STARTED pay");
    assertThat(new Timeline(model, 1).upTo(2, 2)).isEmpty();
  }

  @Test
  void knowsItsFirstAndItsLastMoment() {
    var timeline = new Timeline(model, 1);

    assertThat(timeline.first().map(Moment::position)).contains(3L);
    assertThat(timeline.last().map(Moment::position)).contains(22L);
  }

  @Test
  void showsHowItWasAfterARecord() {
    var snapshot = Snapshot.of(model, 1, 15);

    assertThat(snapshot.elements())
        .containsExactly(
            new ElementStatistics("start", 0, 0, 1, 0), new ElementStatistics("pay", 1, 0, 0, 0));
    assertThat(snapshot.active())
        .extracting(ElementInstance::elementInstanceKey)
        .containsExactly(1L, 12L);
    assertThat(snapshot.active()).extracting(ElementInstance::endDate).containsOnlyNulls();
    assertThat(snapshot.newest().map(Moment::timestamp)).contains(NOON.plusSeconds(10));
    assertThat(snapshot.isTruncated()).isFalse();
  }

  @Test
  void showsNothingBeforeTheFirst() {
    var snapshot = Snapshot.of(model, 1, 2);

    assertThat(snapshot.elements()).isEmpty();
    assertThat(snapshot.newest()).isEmpty();
  }

  private List<String> told(long after, int limit) {
    return words(new Timeline(model, 1).after(after, limit));
  }

  private static List<String> words(List<Moment> moments) {
    return moments.stream()
        .map(moment -> moment.position() + " " + moment.what() + " " + moment.elementId())
        .toList();
  }
}
