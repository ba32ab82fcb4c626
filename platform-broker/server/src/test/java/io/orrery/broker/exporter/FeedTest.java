package io.orrery.broker.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.broker.exporter.RecordingExporter.Notebook;
import io.orrery.engine.state.ExporterStanding;
import io.orrery.protocol.ExporterCommand;
import io.orrery.protocol.ExporterMode;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How one exporter is given the records of one partition.
class FeedTest {

  private static final int LONG_TIME = 60_000;

  @TempDir Path name;

  private final FakeSource source = new FakeSource();
  private Notebook notebook = new Notebook();
  private Feed feed = feed("x");

  @BeforeEach
  void begin() {
    notebook = RecordingExporter.notebook(name.toString());
    feed = feed(name.toString());
  }

  private Feed feed(String notebookName) {
    var settings = RecordingExporter.settings("x", notebookName, 1 << 20);
    var loaded = ExporterLoader.load(List.of(settings), InstantSource.system()).getFirst();
    return new Feed(loaded, source);
  }

  /// Works until nothing is left to do at once.
  private void work() {
    while (feed.work()) {
      source.advance(1);
    }
  }

  /// Works through so many retries.
  private void workThrough(int retries) {
    for (var i = 0; i < retries; i++) {
      work();
      source.advance(LONG_TIME);
    }
    work();
  }

  private static ExporterStanding acknowledged(long position, long index) {
    return new ExporterStanding(position, index, ExporterMode.RUNNING, false, -1, -1, 0);
  }

  @Test
  void givesEveryRecordOnceAndInOrder() {
    source.append(3);
    work();
    source.append(2);
    work();

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

    work();

    assertThat(notebook.positions()).containsExactly(6L, 7L);
    assertThat(notebook.acknowledgedAtOpen).isEqualTo(5);
  }

  @Test
  void givesNoEntryThatNeverCameToBe() {
    source.append(2);
    source.appendStray(1);
    source.appendStray(9);
    source.append(1);
    work();

    assertThat(notebook.positions()).containsExactly(1L, 2L, 3L);
  }

  @Test
  void settlesNothingThatIsNotAcknowledged() {
    notebook.acknowledges = false;
    source.append(3);
    work();

    assertThat(notebook.positions()).hasSize(3);
    assertThat(feed.progress().settled()).isNegative();
  }

  @Test
  void settlesWhatNobodyWants() {
    source.append(1);
    source.appendNote();
    work();

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

    work();
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
    work();

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
    work();

    assertThat(notebook.positions()).containsExactly(5L, 6L, 7L, 8L);
  }

  @Test
  void findsTheOnlyEntryBehindAGap() {
    source.append(4);
    source.append(2);
    source.purgeBefore(1);
    work();

    assertThat(notebook.positions()).containsExactly(5L, 6L);
    assertThat(source.noted(ExporterCommand.NoteGap.class))
        .containsExactly(new ExporterCommand.NoteGap("x", 1, 4));
  }

  @Test
  void triesToOpenAgain() {
    notebook.failingOpens = 2;
    source.append(1);
    work();
    assertThat(feed.progress().state()).isEqualTo(Progress.State.OPENING);
    assertThat(feed.progress().error()).contains("the sink is not there");
    assertThat(notebook.records).isEmpty();

    workThrough(2);

    assertThat(notebook.positions()).containsExactly(1L);
    assertThat(feed.progress().error()).isEmpty();
  }

  @Test
  void waitsForAPartitionThatDoesNotAnswer() {
    source.answers = false;
    source.append(1);
    work();
    assertThat(feed.progress().error()).contains("partition 1 does not answer");

    source.answers = true;
    workThrough(1);
    assertThat(notebook.positions()).containsExactly(1L);
  }

  @Test
  void doesNotMindAFailingClose() {
    notebook.failsToClose = true;
    source.append(1);
    work();
    feed.close();

    assertThat(notebook.calls).endsWith("close");
  }

  @Test
  void remembersWhatAnOperatorWants() {
    source.append(1);
    feed.want(ExporterMode.PAUSED);
    work();
    assertThat(notebook.records).isEmpty();
    assertThat(feed.progress().state()).isEqualTo(Progress.State.PAUSED);

    feed.want(ExporterMode.RUNNING);
    work();
    assertThat(notebook.positions()).containsExactly(1L);

    feed.want(ExporterMode.DISABLED);
    work();
    assertThat(notebook.calls).endsWith("close");
    assertThat(feed.progress().state()).isEqualTo(Progress.State.DISABLED);
    assertThat(source.noted(ExporterCommand.SetMode.class))
        .extracting(ExporterCommand.SetMode::mode)
        .containsExactly(ExporterMode.PAUSED, ExporterMode.RUNNING, ExporterMode.DISABLED);
  }

  @Test
  void startsInTheModeThatWasNoted() {
    source.standing = acknowledged(-1, -1);
    source.standing = new ExporterStanding(-1, -1, ExporterMode.DISABLED, false, -1, -1, 0);
    source.append(1);
    work();

    assertThat(notebook.calls).containsExactly("configure 0");
    assertThat(notebook.records).isEmpty();
  }
}
