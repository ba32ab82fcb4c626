package io.orrery.readmodel.sql;

import io.orrery.exporter.api.Exporter;
import io.orrery.readmodel.BatchOperations;
import io.orrery.readmodel.ReadModel;
import io.orrery.readmodel.contract.Fixture;
import java.util.List;
import java.util.Map;

/// A read model in a database.
final class SqlAdapter implements Fixture.Adapter {

  private final Map<String, Object> arguments;
  private final SqlReadModel model;

  SqlAdapter(Map<String, Object> arguments) {
    this.arguments = arguments;
    this.model = SqlReadModel.open(SqlSettings.of(arguments));
  }

  @Override
  public ReadModel model() {
    return model;
  }

  @Override
  public BatchOperations batchOperations() {
    return model.batchOperations();
  }

  @Override
  public Exporter exporter() {
    return new SqlExporter();
  }

  @Override
  public Map<String, Object> arguments() {
    return arguments;
  }

  @Override
  public void lose(List<Exporter> exporters) {
    exporters.forEach(exporter -> ((SqlExporter) exporter).abandon());
  }

  @Override
  public void close() {
    model.close();
  }
}
