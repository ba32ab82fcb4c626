package io.orrery.readmodel.sql;

import io.orrery.exporter.api.Exporter;
import io.orrery.readmodel.contract.Fixture;
import java.util.Map;

/// A read model in a database.
final class SqlAdapter extends Fixture.Adapter {

  SqlAdapter(Map<String, Object> arguments) {
    super(SqlReadModel.open(SqlSettings.of(arguments)), arguments);
  }

  @Override
  protected Exporter exporter() {
    return new SqlExporter();
  }

  @Override
  protected void lose(Exporter exporter) {
    ((SqlExporter) exporter).abandon();
  }
}
