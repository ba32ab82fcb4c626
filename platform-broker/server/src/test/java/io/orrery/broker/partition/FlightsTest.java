package io.orrery.broker.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.engine.turn.Batch;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Which committed entry is taken for our own, and which is not.
class FlightsTest {

  private static final int BYTES = 10;

  private final Flights flights = new Flights();

  private static Flight flight(int epoch, long base) {
    var decision = new Decision(new Batch(base, List.of(), List.of()), 0, null);
    return new Flight(epoch, List.of(decision), new byte[BYTES]);
  }

  private static Flight withoutEntry(int epoch) {
    var decision = new Decision(new Batch(0, List.of(), List.of()), 0, null);
    return new Flight(epoch, List.of(decision), new byte[0]);
  }

  @Test
  void knowsItsOwnEntriesInOrder() {
    var epoch = flights.lead(1);
    var first = flight(epoch, 0);
    var second = flight(epoch, 5);
    assertThat(flights.add(first)).isTrue();
    assertThat(flights.add(second)).isTrue();
    assertThat(flights.committed(1, 1, 0, BYTES)).isSameAs(first);
    assertThat(flights.done(first)).isNull();
    assertThat(flights.committed(2, 1, 5, BYTES)).isSameAs(second);
    assertThat(second.index()).isEqualTo(2);
    assertThat(flights.entries()).isZero();
  }

  @Test
  void letsDecisionsWithoutRecordsWaitForTheEntryBeforeThem() {
    var epoch = flights.lead(1);
    assertThat(flights.addWithoutEntry(withoutEntry(epoch))).isTrue();
    var entry = flight(epoch, 0);
    flights.add(entry);
    var after = withoutEntry(epoch);
    assertThat(flights.addWithoutEntry(after)).isFalse();
    assertThat(flights.committed(1, 1, 0, BYTES)).isSameAs(entry);
    assertThat(flights.done(entry)).isSameAs(after);
    assertThat(flights.done(after)).isNull();
    assertThat(flights.isEmpty()).isTrue();
  }

  @Test
  void givesUpWhatWasOnItsWayWhenLeadershipIsLost() {
    var epoch = flights.lead(1);
    var lost = flight(epoch, 0);
    flights.add(lost);
    flights.follow();
    assertThat(flights.takeAbandoned()).containsExactly(lost);
    assertThat(flights.committed(1, 1, 0, BYTES)).isNull();
    assertThat(flights.add(flight(epoch, 5))).isFalse();
  }

  @Test
  void doesNotTakeAnEntryOfAnOlderLeadershipForItsOwn() {
    var old = flights.lead(1);
    flights.add(flight(old, 0));
    flights.follow();
    var epoch = flights.lead(2);
    var now = flight(epoch, 0);
    flights.add(now);
    assertThat(flights.committed(1, 1, 0, BYTES)).isNull();
    assertThat(flights.committed(2, 2, 0, BYTES)).isSameAs(now);
  }

  @Test
  void beginsAnewAfterAnEntryOfItsTermThatItDidNotExpect() {
    var epoch = flights.lead(1);
    var waiting = flight(epoch, 0);
    flights.add(waiting);
    assertThat(flights.committed(1, 1, 77, BYTES)).isNull();
    assertThat(flights.takeAbandoned()).containsExactly(waiting);
    assertThat(flights.isClear()).as("its own entry is still to come").isFalse();
    assertThat(flights.committed(2, 1, 0, BYTES)).isNull();
    assertThat(flights.isClear()).isTrue();
    var again = flight(flights.again().epoch(), 9);
    assertThat(flights.add(again)).isTrue();
    assertThat(flights.committed(3, 1, 9, BYTES)).isSameAs(again);
  }

  @Test
  void leavesAFlightAloneWhoseEffectsAreBeingDone() {
    var epoch = flights.lead(1);
    var flight = flight(epoch, 0);
    flights.add(flight);
    flights.committed(1, 1, 0, BYTES);
    assertThat(flights.distrust()).isEqualTo(1);
    assertThat(flights.takeAbandoned()).isEmpty();
    assertThat(flights.done(flight)).isNull();
    assertThat(flights.isClear()).isTrue();
  }
}
