package io.orrery.broker.exporter;

import io.orrery.broker.exporter.RecordingExporter.Notebook;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/// A feed from a partition that a test moves by hand to an exporter that notes what it is given.
final class Feeding {

  private static final int LONG_TIME = 60_000;

  final FakeSource source = new FakeSource();
  final Notebook notebook;
  final Feed feed;

  /// @param name of the notebook, one that no other test has
  Feeding(Path name) {
    notebook = RecordingExporter.notebook(name.toString());
    var settings = RecordingExporter.settings("x", name.toString(), 1 << 20);
    var loaded = ExporterLoader.load(List.of(settings), InstantSource.system()).getFirst();
    feed = new Feed(loaded, source);
  }

  /// Works until nothing is left to do at once.
  void work() {
    while (feed.work()) {
      source.advance(1);
    }
  }

  /// Works, and so many times again after a long time.
  void workThrough(int retries) {
    for (var i = 0; i <= retries; i++) {
      work();
      source.advance(LONG_TIME);
    }
  }
}
