package io.orrery.broker.exporter;

import io.orrery.exporter.api.DestinationUnavailableException;
import io.orrery.exporter.api.Exporter;
import io.orrery.exporter.api.ExporterController;
import io.orrery.exporter.api.ExporterSetup;
import io.orrery.exporter.api.Record;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// An exporter that keeps what it is given in a notebook, which a test finds by its name; and that
/// fails, or hangs, as the notebook says.
public final class RecordingExporter implements Exporter {

  private static final Map<String, Notebook> NOTEBOOKS = new ConcurrentHashMap<>();

  private Notebook notebook = new Notebook();
  private @Nullable ExporterController controller;

  /// What a test and its exporters share.
  public static final class Notebook {

    public final List<Record> records = new CopyOnWriteArrayList<>();
    public final List<String> calls = new CopyOnWriteArrayList<>();
    public volatile Predicate<Record> poison = _ -> false;
    public volatile Predicate<Record> isAwayFor = _ -> false;
    public volatile Predicate<Record> refuses = _ -> false;
    public volatile boolean acknowledges = true;
    public volatile boolean failsInTasks;
    public volatile int failingOpens;
    public volatile boolean failsToClose;
    public volatile CountDownLatch gate = new CountDownLatch(0);
    public volatile long acknowledgedAtOpen = -2;
    public volatile long newestAtOpen = -2;
    public volatile boolean startsOverAtOpen;
    public volatile long startsOverAfter = -1;
    public volatile long startsOverInTaskAfter = -1;
    public volatile long reopensAt = -1;

    public List<Long> positions() {
      return records.stream().map(Record::position).toList();
    }
  }

  /// The notebook of this name; a new one when there is none.
  public static Notebook notebook(String name) {
    return NOTEBOOKS.computeIfAbsent(name, _ -> new Notebook());
  }

  /// The configuration of one that writes to the notebook.
  public static ExporterSettings settings(String id, String notebook, long lagBudget) {
    return new ExporterSettings(
        id, RecordingExporter.class.getName(), null, Map.of("notebook", notebook), lagBudget, 3);
  }

  @Override
  public void configure(ExporterSetup setup) {
    notebook = notebook(String.valueOf(setup.arguments().get("notebook")));
    notebook.calls.add("configure " + setup.partitionId());
  }

  @Override
  public void open(ExporterController given) {
    if (notebook.failingOpens > 0) {
      notebook.failingOpens--;
      notebook.newestAtOpen = given.newestPosition();
      throw new IllegalStateException("the sink is not there");
    }
    controller = given;
    notebook.acknowledgedAtOpen = given.acknowledgedPosition();
    notebook.newestAtOpen = given.newestPosition();
    notebook.calls.add("open");
    if (notebook.startsOverAtOpen) {
      notebook.startsOverAtOpen = false;
      var _ = given.startOver();
    }
  }

  @Override
  public void export(Record record) throws InterruptedException {
    notebook.gate.await();
    if (record.position() == notebook.reopensAt && controller != null) {
      notebook.reopensAt = -1;
      var _ = controller.reopen();
      throw new IllegalStateException("somebody else was here");
    }
    if (notebook.isAwayFor.test(record)) {
      throw new DestinationUnavailableException("not there for " + record.position());
    }
    if (notebook.poison.test(record)) {
      failLater();
      throw new IllegalStateException("cannot take " + record.position());
    }
    if (notebook.refuses.test(record) && controller != null) {
      controller.refused(1, "no room for " + record.position());
    }
    notebook.records.add(record);
    if (notebook.acknowledges && controller != null) {
      controller.acknowledge(record.position());
    }
    if (record.position() == notebook.startsOverInTaskAfter && controller != null) {
      notebook.startsOverInTaskAfter = -1;
      var given = controller;
      given.schedule(Duration.ZERO, () -> failInTask(given));
    }
    if (record.position() == notebook.startsOverAfter && controller != null) {
      notebook.startsOverAfter = -1;
      var _ = controller.startOver();
    }
  }

  @Override
  public void exportAgain(Record record) throws InterruptedException {
    notebook.calls.add("again " + record.position());
    export(record);
  }

  private void failLater() {
    if (notebook.failsInTasks && controller != null) {
      controller.schedule(Duration.ZERO, this::failInTasks);
    }
  }

  /// Fails for as long as the notebook says so.
  private void failInTasks() {
    if (notebook.failsInTasks) {
      failLater();
      throw new IllegalStateException("the sink takes nothing");
    }
  }

  /// Begins anew in a task that fails, and fails again whenever it is run.
  private static void failInTask(ExporterController controller) {
    var _ = controller.startOver();
    controller.schedule(Duration.ZERO, () -> failInTask(controller));
    throw new IllegalStateException("it starts over");
  }

  @Override
  public void close() {
    notebook.calls.add("close");
    if (notebook.failsToClose) {
      throw new IllegalStateException("cannot close");
    }
  }
}
