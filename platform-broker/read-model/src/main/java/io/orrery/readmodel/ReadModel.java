package io.orrery.readmodel;

import io.orrery.readmodel.document.Document;
import io.orrery.readmodel.document.Variable;
import io.orrery.readmodel.query.ActivityPoint;
import io.orrery.readmodel.query.DefinitionStatistics;
import io.orrery.readmodel.query.ElementStatistics;
import io.orrery.readmodel.query.Filter;
import io.orrery.readmodel.query.Freshness;
import io.orrery.readmodel.query.IncidentStatistics;
import io.orrery.readmodel.query.Page;
import io.orrery.readmodel.query.Query;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The questions that can be asked of the read model. Answers lag behind the engine; [#freshness]
/// says by how much.
public interface ReadModel {

  /// @throws io.orrery.readmodel.query.InvalidQueryException if nobody could answer it
  <T extends Document> Page<T> search(Query<T> query);

  /// As [#search], for those who need not know how many there are in all: the total means nothing,
  /// so nothing has to be counted.
  ///
  /// @throws io.orrery.readmodel.query.InvalidQueryException if nobody could answer it
  default <T extends Document> Page<T> page(Query<T> query) {
    return search(query);
  }

  /// The document with this key.
  <T extends Document> Optional<T> find(Class<T> kind, long key);

  /// The BPMN file of a definition.
  Optional<String> xml(long processDefinitionKey);

  /// The whole value of a variable, JSON text.
  Optional<String> value(long variableKey);

  /// What the variables of an instance were after this position.
  List<Variable> variablesAt(long processInstanceKey, long position);

  /// Element instances by element and state, of the process instances that the filter accepts.
  List<ElementStatistics> elementStatistics(long processDefinitionKey, Filter instances);

  /// Element instances of one process instance, by element and state.
  List<ElementStatistics> elementStatistics(long processInstanceKey);

  /// Definitions with active instances, those with the most first.
  List<DefinitionStatistics> definitionStatistics();

  /// Open incidents grouped by their message, those with the most instances first.
  List<IncidentStatistics> incidentStatistics();

  /// Starts and ends of process instances over time, in intervals of the same length.
  List<ActivityPoint> activity(Instant from, Instant to, Duration interval);

  Freshness freshness();

  /// Waits until everything up to a position of a partition can be seen.
  ///
  /// @return whether that is so; false when the time is over
  boolean await(int partitionId, long position, Duration timeout);
}
