package io.orrery.readmodel.sql;

import io.orrery.readmodel.document.Document;
import io.orrery.readmodel.document.ProcessDefinition;
import io.orrery.readmodel.document.ProcessInstance;
import io.orrery.readmodel.document.SequenceFlow;
import io.orrery.readmodel.document.Variable;
import io.orrery.readmodel.projection.Change;
import io.orrery.readmodel.projection.Changes;
import io.orrery.readmodel.projection.FlowKey;
import io.orrery.readmodel.schema.Texts;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/// Writes what the records of one partition change, within a transaction that somebody else ends.
/// Belongs to one connection.
final class ChangeWriter implements AutoCloseable {

  private final Statements statements;
  private final CountWriter counts;
  private final DefinitionWriter definitions;
  private final VariableWriter variables;
  private final Map<Class<? extends Document>, RowWriter> rows = new HashMap<>();

  ChangeWriter(Connection connection, int partition) {
    this.statements = new Statements(connection);
    this.counts = new CountWriter(statements, partition);
    this.definitions = new DefinitionWriter(connection);
    this.variables = new VariableWriter(statements);
  }

  void write(Changes changes) throws SQLException {
    for (var kind : changes.kinds()) {
      if (kind == ProcessDefinition.class) {
        definitions.write(changes);
      } else if (kind == SequenceFlow.class) {
        writeFlows(changes);
      } else {
        writeDocuments(kind, changes);
      }
    }
    counts.write(changes);
    statements.send();
  }

  private void writeDocuments(Class<? extends Document> kind, Changes changes) throws SQLException {
    var writer = rowsOf(kind);
    for (var change : changes.of(kind)) {
      if (kind == Variable.class) {
        variables.keepPast(change);
      }
      if (change.mode() == Change.Mode.BIRTH) {
        writer.insert(change);
      } else {
        writer.update(change);
      }
    }
    statements.send();
  }

  private void writeFlows(Changes changes) throws SQLException {
    var writer = rowsOf(SequenceFlow.class);
    var count =
        statements.of(
            """
            UPDATE sequence_flow SET taken = taken + ?
            WHERE process_instance_key = ? AND element_id = ?
            """);
    for (var change : changes.of(SequenceFlow.class)) {
      var key = (FlowKey) change.key();
      if (!changes.isBorn(ProcessInstance.class, key.processInstanceKey())) {
        count.row().setInt(1, change.added());
        count.row().setLong(2, key.processInstanceKey());
        count.row().setString(3, Texts.name(key.elementId()));
        if (count.now() > 0) {
          continue;
        }
      }
      writer.insert(change.set("count", change.added()));
    }
  }

  private RowWriter rowsOf(Class<? extends Document> kind) {
    return rows.computeIfAbsent(kind, it -> new RowWriter(it, statements));
  }

  @Override
  public void close() throws SQLException {
    statements.close();
  }
}
