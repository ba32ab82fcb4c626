package io.orrery.broker.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.broker.exporter.RecordingExporter.Notebook;
import io.orrery.engine.state.ExporterStanding;
import io.orrery.protocol.ExporterCommand;
import io.orrery.protocol.ExporterMode;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How one exporter is given the records of one partition.
class FeedTest {

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

  private static ExporterStanding acknowledged(long position, long index) {
    return new ExporterStanding(position, index, ExporterMode.RUNNING, false, -1, -1, 0);
  }

  @Test
  void givesEveryRecordOnceAndInOrder() {
    source.append(3);
    feeding.work();
    source.append(2);
    feeding.work();

    assertThat(notebook.positions()).containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(feed.progress().settled()).isEqualTo(5);
    assertThat(feed.progress().index()).isEqualTo(1);
    assertThat(feed.progress().state()).isEqualTo(Progress.State.EXPORTING);
  }

  @Test
  void goesOnBehindThePositionThatWasAcknowledged() {
    source.append(3);
    var index = source.append(3);
    source.append(1);
    source.standing = acknowledged(5, index);

    feeding.work();

    assertThat(notebook.positions()).containsExactly(6L, 7L);
    assertThat(notebook.acknowledgedAtOpen).isEqualTo(5);
  }

  @Test
  void givesNoEntryThatNeverCameToBe() {
    source.append(2);
    source.appendStray(1);
    source.appendStray(9);
    source.append(1);
    feeding.work();

    assertThat(notebook.positions()).containsExactly(1L, 2L, 3L);
  }

  @Test
  void settlesNothingThatIsNotAcknowledged() {
    notebook.acknowledges = false;
    source.append(3);
    feeding.work();

    assertThat(notebook.positions()).hasSize(3);
    assertThat(feed.progress().settled()).isNegative();
  }

  @Test
  void settlesWhatNobodyWants() {
    source.append(1);
    source.appendNote();
    feeding.work();

    assertThat(notebook.positions()).containsExactly(1L);
    assertThat(feed.progress().settled()).isEqualTo(2);
    assertThat(feed.progress().relevant()).isEqualTo(1);
  }

  @Test
  void readsNoMoreThanASliceAtATime() {
    for (var i = 0; i < 2_000; i++) {
      source.appendNote();
    }
    assertThat(feed.work()).isTrue();
    assertThat(feed.progress().settled()).isBetween(1L, 1_999L);

    feeding.work();
    assertThat(feed.progress().settled()).isEqualTo(2_000);
  }

  @Test
  void tellsOfAGapWhenEntriesWerePurged() {
    var index = source.append(2);
    source.append(3);
    source.append(3);
    source.append(1);
    source.standing = acknowledged(2, index);
    source.purgeBefore(2);
    feeding.work();

    assertThat(notebook.positions()).containsExactly(6L, 7L, 8L, 9L);
    assertThat(source.noted(ExporterCommand.NoteGap.class))
        .containsExactly(new ExporterCommand.NoteGap("x", 3, 5));
  }

  @Test
  void doesNotTrustAStrayBehindAGap() {
    source.append(4);
    source.appendStray(2);
    source.append(3);
    source.append(1);
    source.purgeBefore(1);
    feeding.work();

    assertThat(notebook.positions()).containsExactly(5L, 6L, 7L, 8L);
  }

  @Test
  void findsTheOnlyEntryBehindAGap() {
    source.append(4);
    source.append(2);
    source.purgeBefore(1);
    feeding.work();

    assertThat(notebook.positions()).containsExactly(5L, 6L);
    assertThat(source.noted(ExporterCommand.NoteGap.class))
        .containsExactly(new ExporterCommand.NoteGap("x", 1, 4));
  }

  @Test
  void triesToOpenAgain() {
    notebook.failingOpens = 2;
    source.append(1);
    feeding.work();
    assertThat(feed.progress().state()).isEqualTo(Progress.State.OPENING);
    assertThat(feed.progress().error()).contains("the sink is not there");
    assertThat(notebook.records).isEmpty();

    feeding.workThrough(2);

    assertThat(notebook.positions()).containsExactly(1L);
    assertThat(feed.progress().error()).isEmpty();
  }

  @Test
  void saysUpToWhereRecordsWereGivenBefore() {
    source.append(3);
    notebook.failingOpens = 1;
    feeding.work();
    assertThat(notebook.newestAtOpen).isEqualTo(3);

    // What comes now was given to nobody.
    source.append(2);
    feeding.workThrough(1);
    assertThat(notebook.newestAtOpen).isEqualTo(3);

    feed.want(ExporterMode.DISABLED);
    feeding.work();
    feed.want(ExporterMode.RUNNING);
    feeding.work();
    assertThat(notebook.newestAtOpen).isEqualTo(5);
  }

  @Test
  void opensAnExporterAgainBehindWhatItHasAcknowledged() {
    source.append(2);
    var index = source.append(2);
    source.append(2);
    source.standing = acknowledged(2, 0);
    notebook.acknowledges = false;
    notebook.reopensAt = 6;
    feed.work();
    source.standing = acknowledged(4, index);
    feeding.work();

    assertThat(notebook.calls).containsSubsequence("open", "close", "open");
    assertThat(notebook.positions()).containsExactly(3L, 4L, 5L, 5L, 6L);
    assertThat(feed.meters().startOverCount()).isZero();
    assertThat(feed.progress().error()).isEmpty();
  }

  @Test
  void waitsForAPartitionThatDoesNotAnswer() {
    source.answers = false;
    source.append(1);
    feeding.work();
    assertThat(feed.progress().error()).contains("partition 1 does not answer");

    source.answers = true;
    feeding.workThrough(1);
    assertThat(notebook.positions()).containsExactly(1L);
  }

  @Test
  void doesNotMindAFailingClose() {
    notebook.failsToClose = true;
    source.append(1);
    feeding.work();
    feed.close();

    assertThat(notebook.calls).endsWith("close");
  }

  @Test
  void remembersWhatAnOperatorWants() {
    source.append(1);
    feed.want(ExporterMode.PAUSED);
    feeding.work();
    assertThat(notebook.records).isEmpty();
    assertThat(feed.progress().state()).isEqualTo(Progress.State.PAUSED);

    feed.want(ExporterMode.RUNNING);
    feeding.work();
    assertThat(notebook.positions()).containsExactly(1L);

    feed.want(ExporterMode.DISABLED);
    feeding.work();
    assertThat(notebook.calls).endsWith("close");
    assertThat(feed.progress().state()).isEqualTo(Progress.State.DISABLED);
    assertThat(source.noted(ExporterCommand.SetMode.class))
        .extracting(ExporterCommand.SetMode::mode)
        .containsExactly(ExporterMode.PAUSED, ExporterMode.RUNNING, ExporterMode.DISABLED);
  }

  @Test
  void countsWhatTheExporterLeavesOut() {
    notebook.refuses = record -> record.position() == 2;
    source.append(3);
    feeding.work();

    assertThat(feed.meters().refusedCount()).isEqualTo(1);
    assertThat(feed.meters().lastRefusal()).isEqualTo("no room for 2");
    assertThat(feed.progress().settled()).isEqualTo(3);
  }

  @Test
  void startsInTheModeThatWasNoted() {
    source.standing = acknowledged(-1, -1);
    source.standing = new ExporterStanding(-1, -1, ExporterMode.DISABLED, false, -1, -1, 0);
    source.append(1);
    feeding.work();

    assertThat(notebook.calls).containsExactly("configure 0");
    assertThat(notebook.records).isEmpty();
  }
}
