package io.orrery.broker.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.broker.exporter.RecordingExporter.Notebook;
import io.orrery.engine.exporter.Exporters;
import io.orrery.protocol.Blob;
import io.orrery.protocol.ExporterCommand;
import io.orrery.protocol.ExporterMode;
import io.orrery.protocol.QuarantinedRecord;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of records that an exporter does not take.
class FeedFailureTest {

  private Feeding feeding;
  private FakeSource source;
  private Notebook notebook;
  private Feed feed;

  @BeforeEach
  void begin(@TempDir Path name) {
    feeding = new Feeding(name);
    source = feeding.source;
    notebook = feeding.notebook;
    feed = feeding.feed;
  }

  private List<Long> quarantined() {
    return feed.quarantined().stream().map(QuarantinedRecord::position).toList();
  }

  @Test
  void putsARecordAsideThatItAloneCannotTake() {
    notebook.poison = it -> it.position() == 2;
    source.append(4);
    feeding.workThrough(3);

    assertThat(notebook.positions()).containsExactly(1L, 3L, 4L);
    assertThat(quarantined()).containsExactly(2L);
    assertThat(source.noted(ExporterCommand.Quarantine.class)).hasSize(1);
    assertThat(feed.quarantined().getFirst().reason()).contains("cannot take 2");
    assertThat(feed.progress().settled()).isEqualTo(4);
    assertThat(feed.progress().error()).isEmpty();
  }

  @Test
  void putsSeveralInARowAside() {
    notebook.poison = it -> it.position() >= 2 && it.position() <= 4;
    source.append(6);
    feeding.workThrough(4);

    assertThat(notebook.positions()).containsExactly(1L, 5L, 6L);
    assertThat(quarantined()).containsExactly(2L, 3L, 4L);
  }

  @Test
  void putsNothingAsideWhileTheSinkTakesNothing() {
    notebook.poison = _ -> true;
    source.append(40);
    feeding.workThrough(20);

    assertThat(quarantined()).isEmpty();
    assertThat(feed.progress().state()).isEqualTo(Progress.State.RETRYING);
    assertThat(feed.progress().error()).contains("position 1").contains("cannot take 1");

    notebook.poison = _ -> false;
    feeding.workThrough(1);
    assertThat(notebook.positions()).hasSize(40).isSorted().doesNotHaveDuplicates();
    assertThat(feed.progress().state()).isEqualTo(Progress.State.EXPORTING);
  }

  @Test
  void triesNoOtherRecordWhileTheDestinationIsAway() {
    notebook.isAwayFor = it -> it.position() == 1;
    source.append(5);
    feeding.workThrough(20);

    assertThat(notebook.records).isEmpty();
    assertThat(quarantined()).isEmpty();
    assertThat(feed.progress().state()).isEqualTo(Progress.State.RETRYING);
    assertThat(feed.progress().error()).contains("position 1").contains("not there for 1");

    notebook.isAwayFor = _ -> false;
    feeding.workThrough(1);
    assertThat(notebook.positions()).containsExactly(1L, 2L, 3L, 4L, 5L);
  }

  @Test
  void countsNothingAgainstARecordWhileTheDestinationIsAway() {
    notebook.isAwayFor = _ -> true;
    source.append(3);
    feeding.workThrough(20);
    notebook.isAwayFor = _ -> false;
    notebook.poison = it -> it.position() == 1;
    feeding.workThrough(1);
    assertThat(quarantined()).isEmpty();

    notebook.isAwayFor = _ -> true;
    feeding.workThrough(20);
    assertThat(quarantined()).isEmpty();

    notebook.isAwayFor = _ -> false;
    feeding.workThrough(1);
    assertThat(quarantined()).containsExactly(1L);
    assertThat(notebook.positions()).containsExactly(2L, 3L);
  }

  @Test
  void putsNothingAsideIfTheDestinationGoesAwayWhenAnotherRecordIsTried() {
    notebook.poison = it -> it.position() == 1;
    notebook.isAwayFor = it -> it.position() == 2;
    source.append(5);
    feeding.workThrough(20);
    assertThat(quarantined()).isEmpty();
    assertThat(notebook.records).isEmpty();

    notebook.isAwayFor = _ -> false;
    feeding.workThrough(1);
    assertThat(quarantined()).containsExactly(1L);
    assertThat(notebook.positions()).containsExactly(2L, 3L, 4L, 5L);
  }

  @Test
  void findsARecordThatIsStillPoisonWhenTheSinkIsBack() {
    notebook.poison = _ -> true;
    source.append(5);
    feeding.workThrough(10);
    notebook.poison = it -> it.position() == 1;
    feeding.workThrough(2);

    assertThat(notebook.positions()).containsExactly(2L, 3L, 4L, 5L);
    assertThat(quarantined()).containsExactly(1L);
  }

  @Test
  void waitsWithTheNewestRecordUntilThereIsAnother() {
    notebook.poison = it -> it.position() == 2;
    source.append(2);
    feeding.workThrough(10);
    assertThat(quarantined()).isEmpty();

    source.append(1);
    feeding.workThrough(2);
    assertThat(quarantined()).containsExactly(2L);
    assertThat(notebook.positions()).containsExactly(1L, 3L);
  }

  @Test
  void triesQuarantinedRecordsAgainOnRequest() {
    notebook.poison = it -> it.position() == 2;
    source.append(3);
    feeding.workThrough(4);
    feed.wantRetry();
    feeding.workThrough(1);
    assertThat(quarantined()).containsExactly(2L);

    notebook.poison = _ -> false;
    feed.wantRetry();
    feeding.workThrough(1);

    assertThat(quarantined()).isEmpty();
    assertThat(notebook.positions()).containsExactly(1L, 3L, 2L);
    assertThat(notebook.calls).endsWith("again 2");
    assertThat(source.noted(ExporterCommand.Release.class))
        .containsExactly(new ExporterCommand.Release("x", 2));
  }

  @Test
  void givesUpARecordThatIsDiscarded() {
    notebook.poison = it -> it.position() == 2;
    source.append(3);
    feeding.workThrough(4);
    feed.wantRetry();
    assertThat(feed.wantDiscard(2)).isTrue();
    feeding.workThrough(1);

    assertThat(quarantined()).isEmpty();
    assertThat(notebook.positions()).containsExactly(1L, 3L);
    assertThat(notebook.calls).doesNotContain("again 2");
    assertThat(source.noted(ExporterCommand.Release.class))
        .containsExactly(new ExporterCommand.Release("x", 2));
    assertThat(feed.meters().discardedCount()).isOne();
    assertThat(feed.progress().settled()).isEqualTo(3);
  }

  @Test
  void discardsOnlyWhatIsInQuarantine() {
    notebook.poison = it -> it.position() == 2;
    source.append(3);
    feeding.workThrough(1);
    assertThat(feed.wantDiscard(2)).isFalse();

    feeding.workThrough(3);
    assertThat(feed.wantDiscard(1)).isFalse();
    feeding.workThrough(1);
    assertThat(quarantined()).containsExactly(2L);
    assertThat(source.noted(ExporterCommand.Release.class)).isEmpty();
  }

  @Test
  void discardsAlsoWhileItIsPaused() {
    notebook.poison = it -> it.position() == 2;
    source.append(3);
    feeding.workThrough(4);
    feed.want(ExporterMode.PAUSED);
    assertThat(feed.wantDiscard(2)).isTrue();
    feeding.work();

    assertThat(quarantined()).isEmpty();
  }

  @Test
  void discardsNothingThatWouldComeAgain() {
    // given a record in quarantine that comes again after a restart
    source.quarantined.add(new QuarantinedRecord(2, 0, Instant.EPOCH, "no", Blob.of(new byte[0])));
    notebook.isAwayFor = it -> it.position() == 1;
    source.append(3);
    feeding.workThrough(1);

    assertThat(feed.wantDiscard(2)).isTrue();
    feeding.workThrough(1);
    assertThat(quarantined()).containsExactly(2L);

    notebook.isAwayFor = _ -> false;
    feeding.workThrough(1);
    assertThat(quarantined()).isEmpty();
    assertThat(notebook.positions()).containsExactly(1L, 3L);
  }

  @Test
  void skipsWhatFailsWhenAnOperatorSaysSo() {
    notebook.poison = it -> it.position() <= 20;
    source.append(21);
    feeding.workThrough(1);
    feed.wantSkip();
    feeding.workThrough(0);

    assertThat(quarantined()).containsExactly(1L);
    assertThat(feed.quarantined().getFirst().reason()).startsWith("skipped by an operator");
  }

  @Test
  void skipsWhatFailsAlsoWhileTheTasksOfTheExporterFail() {
    notebook.poison = _ -> true;
    notebook.failsInTasks = true;
    source.append(3);
    feeding.work();
    feed.wantSkip();
    feeding.work();
    assertThat(quarantined()).containsExactly(1L);

    notebook.poison = _ -> false;
    notebook.failsInTasks = false;
    feeding.workThrough(1);
    assertThat(notebook.positions()).containsExactly(2L, 3L);
    assertThat(quarantined()).containsExactly(1L);
  }

  @Test
  void skipsNothingThatDoesNotFailWhenAnOperatorSaysSo() {
    source.append(1);
    feeding.work();
    feed.wantSkip();
    feeding.work();
    notebook.poison = it -> it.position() == 2;
    source.append(1);
    feeding.workThrough(2);

    assertThat(quarantined()).isEmpty();
  }

  @Test
  void doesNotGiveAQuarantinedRecordAgainAfterARestart() {
    source.quarantined.add(new QuarantinedRecord(2, 0, Instant.EPOCH, "no", Blob.of(new byte[0])));
    source.append(3);
    feeding.workThrough(0);
    assertThat(notebook.positions()).containsExactly(1L, 3L);

    feed.wantRetry();
    feeding.workThrough(1);
    assertThat(notebook.positions()).containsExactly(1L, 3L, 2L);
  }

  @Test
  void triesNoQuarantinedRecordBeforeThoseThatComeBeforeIt() {
    source.quarantined.add(new QuarantinedRecord(2, 0, Instant.EPOCH, "no", Blob.of(new byte[0])));
    source.append(3);
    feed.wantRetry();
    feeding.workThrough(1);

    assertThat(notebook.positions()).containsExactly(1L, 3L, 2L);
  }

  @Test
  void keepsTryingWhenTheQuarantineIsFull() {
    for (var i = 0; i < Exporters.MAX_QUARANTINED; i++) {
      source.quarantined.add(
          new QuarantinedRecord(1_000_000 + i, 0, Instant.EPOCH, "no", Blob.of(new byte[0])));
    }
    notebook.poison = it -> it.position() == 1;
    source.append(3);
    feeding.workThrough(20);

    assertThat(notebook.records).isEmpty();
    assertThat(feed.progress().state()).isEqualTo(Progress.State.RETRYING);
  }
}
