package io.orrery.readmodel.sql;

import io.orrery.exporter.api.DestinationUnavailableException;
import io.orrery.readmodel.ReadModelException;
import io.orrery.readmodel.document.ProcessDefinition;
import io.orrery.readmodel.projection.StoredDefinitions;
import java.util.Optional;

/// The definitions in the database.
final class SqlDefinitions implements StoredDefinitions {

  private final SqlDatabase database;

  SqlDefinitions(SqlDatabase database) {
    this.database = database;
  }

  @Override
  public Optional<Stored> definition(long processDefinitionKey) {
    var documents = new Documents(database);
    try {
      return documents
          .find(ProcessDefinition.class, processDefinitionKey)
          .flatMap(definition ->
              documents.xml(processDefinitionKey).map(xml -> new Stored(definition, xml)));
    } catch (ReadModelException e) {
      throw new DestinationUnavailableException("the database gives no definitions", e);
    }
  }
}
