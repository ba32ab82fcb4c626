package io.orrery.readmodel.sql;

import io.orrery.readmodel.adapter.Counting;
import io.orrery.readmodel.adapter.ElementCounts;
import io.orrery.readmodel.document.ElementInstance;
import io.orrery.readmodel.document.ProcessInstance;
import io.orrery.readmodel.query.ActivityPoint;
import io.orrery.readmodel.query.DefinitionStatistics;
import io.orrery.readmodel.query.ElementStatistics;
import io.orrery.readmodel.query.Filter;
import io.orrery.readmodel.query.IncidentStatistics;
import io.orrery.readmodel.schema.FilterRules;
import io.orrery.readmodel.schema.Intervals;
import io.orrery.readmodel.schema.Kind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Collectors;

/// Counts. States are numbers here: 0 is ACTIVE of every list that is counted by.
final class Statistics implements Counting {

  /// How many groups an answer has at most.
  static final int MAX_GROUPS = ElementCounts.MAX_ELEMENTS;

  private static final List<String> STATES = Kind.of(ElementInstance.class).field("state").states();

  /// Of an element there are this many groups at most, by its state and whether it has an incident.
  private static final int GROUPS_OF_ELEMENT = 6;

  /// How many instances are few enough to be looked at one by one.
  static final int FEW = 10_000;

  private static final String OF_DEFINITION =
      """
      SELECT c.element_id, c.active, COALESCE(i.incidents, 0), c.completed, c.canceled
      FROM (SELECT element_id, GREATEST(0, SUM(active)) AS active, SUM(completed) AS completed,
              SUM(canceled) AS canceled
            FROM element_count WHERE process_definition_key = ? GROUP BY element_id) c
      LEFT JOIN (SELECT element_id, COUNT(DISTINCT element_instance_key) AS incidents
            FROM incident WHERE state = 0 AND process_definition_key = ? GROUP BY element_id) i
      ON i.element_id = c.element_id
      WHERE c.active + c.completed + c.canceled > 0
      ORDER BY c.element_id LIMIT %d
      """
          .formatted(MAX_GROUPS);
  private static final String COUNTED =
      "SELECT e.element_id, e.state, e.has_incident, COUNT(*) FROM element_instance e ";
  private static final String GROUPED =
      " GROUP BY e.element_id, e.state, e.has_incident ORDER BY e.element_id LIMIT "
          + MAX_GROUPS * GROUPS_OF_ELEMENT;
  private static final String DEFINITIONS =
      """
      SELECT process_definition_key, MIN(process_definition_id), MIN(process_definition_name),
        MIN(process_definition_version),
        SUM(CASE WHEN has_incident THEN 0 ELSE 1 END) AS well,
        SUM(CASE WHEN has_incident THEN 1 ELSE 0 END) AS ill
      FROM process_instance WHERE state = 0 GROUP BY process_definition_key
      ORDER BY COUNT(*) DESC, process_definition_key LIMIT %d
      """
          .formatted(MAX_GROUPS);
  private static final String INCIDENTS =
      """
      SELECT error_type, error_message, MIN(error_hash_code),
        COUNT(DISTINCT process_instance_key) AS instances
      FROM incident WHERE state = 0 GROUP BY error_type, error_message
      ORDER BY instances DESC, error_message, error_type LIMIT %d
      """
          .formatted(MAX_GROUPS);
  private static final String ACTIVITY =
      """
      SELECT place, SUM(started), SUM(ended)
      FROM (SELECT (since - ?) / ? AS place, started, ended
            FROM activity_count WHERE since >= ? AND since < ?) counted
      GROUP BY place
      """;

  private final SqlDatabase database;
  private final int few;

  Statistics(SqlDatabase database, int few) {
    this.database = database;
    this.few = few;
  }

  @Override
  public List<ElementStatistics> elements(long processDefinitionKey, Filter instances) {
    if (instances.equals(Filter.ALL)) {
      return whole(processDefinitionKey);
    }
    var table = Table.of(ProcessInstance.class);
    FilterRules.check(table.kind(), instances);
    var wanted = new Shortcuts(database).of(table, instances);
    var common = new CommonValues(database, CommonValues.FEW).of(wanted);
    var filter = new Conditions(table, common).of(wanted);
    if (isLittle(processDefinitionKey, filter)) {
      return counted(processDefinitionKey, filter);
    }
    var others = Fragment.of("NOT ").then(filter.and(Fragment.TRUE));
    return isLittle(processDefinitionKey, others)
        ? without(whole(processDefinitionKey), counted(processDefinitionKey, others))
        : counted(processDefinitionKey, filter);
  }

  private List<ElementStatistics> whole(long processDefinitionKey) {
    return list(
        Fragment.of(OF_DEFINITION, processDefinitionKey, processDefinitionKey),
        Statistics::element);
  }

  /// Whether so few instances are meant that they may be looked at one by one.
  private boolean isLittle(long processDefinitionKey, Fragment filter) {
    var look =
        Fragment.of("SELECT COUNT(*) FROM (SELECT 1 FROM process_instance t" + hint())
            .then(Fragment.of(" WHERE t.process_definition_key = ? AND ", processDefinitionKey))
            .then(filter)
            .then(" LIMIT " + (few + 1) + ") found");
    return list(look, row -> row.getLong(1)).getFirst() <= few;
  }

  private String hint() {
    return database.dialect() == Dialect.H2 ? " USE INDEX (process_instance_definition_state)" : "";
  }

  private List<ElementStatistics> counted(long processDefinitionKey, Fragment filter) {
    var ofInstances =
        Fragment.of(
            "JOIN process_instance t ON t.process_instance_key = e.process_instance_key"
                + " WHERE t.process_definition_key = ? AND ",
            processDefinitionKey);
    return grouped(Fragment.of(COUNTED).then(ofInstances).then(filter).then(GROUPED));
  }

  /// One for each element, from groups by its state.
  private List<ElementStatistics> grouped(Fragment sql) {
    var counts = new ElementCounts();
    Rows.each(
        database,
        sql,
        row ->
            counts.add(
                row.getString(1), STATES.get(row.getInt(2)), row.getBoolean(3), row.getLong(4)));
    return counts.all();
  }

  private static List<ElementStatistics> without(
      List<ElementStatistics> all, List<ElementStatistics> others) {
    var minus = others.stream().collect(Collectors.toMap(ElementStatistics::elementId, it -> it));
    return all.stream()
        .map(it -> {
          var other = minus.get(it.elementId());
          return other == null ? it : difference(it, other);
        })
        .filter(it -> it.active() + it.incidents() + it.completed() + it.canceled() > 0)
        .toList();
  }

  /// The two were not counted at the same moment.
  private static ElementStatistics difference(ElementStatistics all, ElementStatistics other) {
    return new ElementStatistics(
        all.elementId(),
        Math.max(0, all.active() - other.active()),
        Math.max(0, all.incidents() - other.incidents()),
        Math.max(0, all.completed() - other.completed()),
        Math.max(0, all.canceled() - other.canceled()));
  }

  @Override
  public List<ElementStatistics> elements(long processInstanceKey) {
    return grouped(
        Fragment.of(COUNTED)
            .then(Fragment.of("WHERE e.process_instance_key = ?", processInstanceKey))
            .then(GROUPED));
  }

  private static ElementStatistics element(ResultSet row) throws SQLException {
    long incidents = row.getLong(3);
    return new ElementStatistics(
        row.getString(1), row.getLong(2) - incidents, incidents, row.getLong(4), row.getLong(5));
  }

  @Override
  public List<DefinitionStatistics> definitions() {
    return list(
        Fragment.of(DEFINITIONS),
        row -> {
          var name = row.getString(3);
          return new DefinitionStatistics(
              row.getLong(1),
              row.getString(2),
              name.isEmpty() ? row.getString(2) : name,
              row.getInt(4),
              row.getLong(5),
              row.getLong(6));
        });
  }

  @Override
  public List<IncidentStatistics> incidents() {
    return list(
        Fragment.of(INCIDENTS),
        row ->
            new IncidentStatistics(
                row.getString(1), row.getString(2), row.getInt(3), row.getLong(4)));
  }

  @Override
  public List<ActivityPoint> activity(Instant from, Instant to, Duration interval) {
    var intervals = Intervals.of(from, to, interval);
    long begin = intervals.begin();
    long step = intervals.step();
    var started = new HashMap<Long, Long>();
    var ended = new HashMap<Long, Long>();
    Rows.each(
        database,
        Fragment.of(ACTIVITY, begin, step, begin, intervals.end()),
        row -> {
          long at = begin + row.getLong(1) * step;
          started.put(at, row.getLong(2));
          ended.put(at, row.getLong(3));
        });
    return intervals.points(started, ended);
  }

  private <R> List<R> list(Fragment sql, Rows.Reader<R> reader) {
    return Rows.list(database, sql, reader);
  }
}
