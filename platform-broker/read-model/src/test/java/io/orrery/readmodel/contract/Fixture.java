package io.orrery.readmodel.contract;

import io.orrery.exporter.api.Exporter;
import io.orrery.exporter.api.Record;
import io.orrery.exporter.testing.TestController;
import io.orrery.readmodel.BatchOperations;
import io.orrery.readmodel.ReadModel;
import io.orrery.readmodel.TestRecords;
import io.orrery.readmodel.adapter.AdaptedReadModel;
import io.orrery.readmodel.document.Document;
import io.orrery.readmodel.query.Filter;
import io.orrery.readmodel.query.Query;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// An empty read model of some adapter, and what fills it.
public final class Fixture implements AutoCloseable {

  private final Adapter adapter;
  private final Map<Integer, Exporter> exporters = new HashMap<>();
  private final Map<Integer, TestController> controllers = new HashMap<>();

  public Fixture(Adapter adapter) {
    this.adapter = adapter;
  }

  public ReadModel model() {
    return adapter.model;
  }

  public BatchOperations batchOperations() {
    return adapter.model.batchOperations();
  }

  /// Exports records and waits until they can be seen.
  public Fixture feed(List<Record> records) {
    export(records);
    settle();
    return this;
  }

  /// Exports records; when they are written is the exporter's business.
  public void export(List<Record> records) {
    try {
      for (var record : records) {
        exporter(record.partitionId()).export(record);
      }
    } catch (Exception e) {
      throw new AssertionError("cannot export", e);
    }
  }

  /// Lets the exporters write what they have collected.
  public void settle() {
    for (int i = 0; i < 3; i++) {
      passTime();
    }
    adapter.refresh();
  }

  /// Lets the exporters try once to write what they have collected.
  public void passTime() {
    controllers.values().forEach(TestController::passTime);
  }

  public long acknowledged(int partition) {
    return controllers.get(partition).acknowledgedPosition();
  }

  private Exporter exporter(int partition) throws Exception {
    var known = exporters.get(partition);
    if (known != null) {
      return known;
    }
    var exporter = adapter.exporter();
    var controller = controllers.computeIfAbsent(partition, _ -> new TestController(-1));
    exporter.configure(TestRecords.setup(partition, adapter.arguments));
    exporter.open(controller);
    exporters.put(partition, exporter);
    return exporter;
  }

  /// Ends the exporters in good order; they begin again with the next record.
  public void closeExporters() {
    exporters.values().forEach(Fixture::close);
    exporters.clear();
  }

  /// Ends the exporters as a crash would: what they have collected is lost.
  public void loseExporters() {
    exporters.values().forEach(adapter::lose);
    exporters.clear();
    controllers.replaceAll((_, known) -> new TestController(known.acknowledgedPosition()));
  }

  private static void close(Exporter exporter) {
    try {
      exporter.close();
    } catch (Exception e) {
      throw new AssertionError("cannot close", e);
    }
  }

  public <T extends Document> List<T> all(Class<T> kind) {
    return find(kind, Filter.ALL);
  }

  public <T extends Document> List<T> find(Class<T> kind, Filter filter) {
    return model().search(Query.of(kind, filter, Query.MAX_LIMIT)).items();
  }

  public <T extends Document> T one(Class<T> kind, long key) {
    return model().find(kind, key).orElseThrow();
  }

  @Override
  public void close() {
    closeExporters();
    adapter.close();
  }

  /// What a read model of some kind is made of.
  public abstract static class Adapter {

    private final AdaptedReadModel model;
    private final Map<String, Object> arguments;

    /// @param arguments what the exporter is configured with
    protected Adapter(AdaptedReadModel model, Map<String, Object> arguments) {
      this.model = model;
      this.arguments = Map.copyOf(arguments);
    }

    protected abstract Exporter exporter();

    /// Makes visible what was written.
    protected void refresh() {}

    /// Takes an exporter away without letting it write.
    protected abstract void lose(Exporter exporter);

    protected void close() {
      model.close();
    }
  }
}
