package io.orrery.broker.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.broker.exporter.RecordingExporter.Notebook;
import io.orrery.engine.state.ExporterStanding;
import io.orrery.protocol.ExporterCommand;
import io.orrery.protocol.ExporterMode;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How an exporter that has lost everything is given everything again.
class StartOverTest {

  private final FakeSource source = new FakeSource();
  private final Notebook notebook;
  private final Feed feed;

  StartOverTest(@TempDir Path name) {
    notebook = RecordingExporter.notebook(name.toString());
    var settings = RecordingExporter.settings("x", name.toString(), 1 << 20);
    var loaded = ExporterLoader.load(List.of(settings), InstantSource.system()).getFirst();
    feed = new Feed(loaded, source);
  }

  /// Works until nothing is left to do at once.
  private void work() {
    while (feed.work()) {
      source.advance(1);
    }
  }

  @Test
  void givesEverythingAgainAfterClosingAndOpeningTheExporter() {
    notebook.startsOverAfter = 4;
    source.append(3);
    source.append(2);
    work();

    assertThat(notebook.positions()).containsExactly(1L, 2L, 3L, 4L, 1L, 2L, 3L, 4L, 5L);
    assertThat(notebook.calls).containsSubsequence("open", "close", "open");
    assertThat(feed.progress().settled()).isEqualTo(5);
    assertThat(feed.meters().startOverCount()).isEqualTo(1);
  }

  @Test
  void doesSoAlsoForAnExporterThatFailsWhileItAsks() {
    notebook.startsOverInTaskAfter = 2;
    source.append(2);
    for (var i = 0; i < 3; i++) {
      work();
      source.advance(60_000);
    }

    assertThat(notebook.positions()).containsExactly(1L, 2L, 1L, 2L);
    assertThat(feed.meters().startOverCount()).isEqualTo(1);
    assertThat(feed.progress().error()).isEmpty();
  }

  @Test
  void saysSoUntilEverythingWasGivenAgain() {
    var index = source.append(600);
    source.append(1);
    source.standing = new ExporterStanding(600, index, ExporterMode.RUNNING, false, -1, -1, 0);
    notebook.startsOverAtOpen = true;
    feed.work();
    assertThat(feed.progress().error())
        .isEqualTo(
            "it lost what it had, and is given again what the log still has:"
                + " 500 of 600 positions");

    notebook.acknowledges = false;
    work();
    assertThat(feed.progress().error()).contains("500 of 600");

    notebook.acknowledges = true;
    source.append(1);
    work();
    assertThat(feed.progress().error()).isEmpty();
    assertThat(notebook.records).hasSize(602);
  }

  @Test
  void givesWhatIsLeftToAnExporterThatAsksWhileItIsOpened() {
    source.append(2);
    var index = source.append(3);
    source.append(1);
    source.standing = new ExporterStanding(5, index, ExporterMode.RUNNING, false, -1, -1, 0);
    source.purgeBefore(1);
    notebook.startsOverAtOpen = true;
    work();

    assertThat(notebook.positions()).containsExactly(3L, 4L, 5L, 6L);
    assertThat(notebook.calls).containsOnlyOnce("open").doesNotContain("close");
    assertThat(feed.progress().settled()).isEqualTo(6);
    assertThat(source.noted(ExporterCommand.NoteGap.class))
        .containsExactly(new ExporterCommand.NoteGap("x", 1, 2));
  }
}
