package io.orrery.readmodel.sql;

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
    return documents
        .find(ProcessDefinition.class, processDefinitionKey)
        .flatMap(definition ->
            documents.xml(processDefinitionKey).map(xml -> new Stored(definition, xml)));
  }
}
