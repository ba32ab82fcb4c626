package io.orrery.readmodel.sql;

import io.orrery.readmodel.document.ProcessInstance;
import io.orrery.readmodel.projection.Changes;
import io.orrery.readmodel.query.ActivityPoint;
import io.orrery.readmodel.query.DefinitionStatistics;
import io.orrery.readmodel.query.ElementStatistics;
import io.orrery.readmodel.query.Filter;
import io.orrery.readmodel.query.IncidentStatistics;
import io.orrery.readmodel.query.InvalidQueryException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/// Counts. States are numbers here: 0 is ACTIVE of every list that is counted by.
final class Statistics {

  /// How many groups an answer has at most.
  static final int MAX_GROUPS = 10_000;

  /// Of an element there are this many groups at most, by its state and whether it has an incident.
  private static final int GROUPS_OF_ELEMENT = 6;

  /// How many instances are few enough to be looked at one by one.
  static final int FEW = 10_000;

  /// How many intervals an answer has at most.
  static final int MAX_INTERVALS = 10_000;

  private static final String OF_DEFINITION =
      """
      SELECT c.element_id, c.active, COALESCE(i.incidents, 0), c.completed, c.canceled
      FROM (SELECT element_id, SUM(active) AS active, SUM(completed) AS completed,
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

  List<ElementStatistics> elements(long processDefinitionKey, Filter instances) {
    if (instances.equals(Filter.ALL)) {
      return whole(processDefinitionKey);
    }
    var table = Table.of(ProcessInstance.class);
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
    var elements = new LinkedHashMap<String, ElementStatistics>();
    list(sql, Statistics::group)
        .forEach(group -> elements.merge(group.elementId(), group, Statistics::sum));
    return elements.values().stream().limit(MAX_GROUPS).toList();
  }

  private static ElementStatistics group(ResultSet row) throws SQLException {
    int state = row.getInt(2);
    boolean hasIncident = row.getBoolean(3);
    long count = row.getLong(4);
    return new ElementStatistics(
        row.getString(1),
        state == 0 && !hasIncident ? count : 0,
        state == 0 && hasIncident ? count : 0,
        state == 1 ? count : 0,
        state == 2 ? count : 0);
  }

  private static ElementStatistics sum(ElementStatistics one, ElementStatistics other) {
    return new ElementStatistics(
        one.elementId(),
        one.active() + other.active(),
        one.incidents() + other.incidents(),
        one.completed() + other.completed(),
        one.canceled() + other.canceled());
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

  List<ElementStatistics> elements(long processInstanceKey) {
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

  List<DefinitionStatistics> definitions() {
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

  List<IncidentStatistics> incidents() {
    return list(
        Fragment.of(INCIDENTS),
        row ->
            new IncidentStatistics(
                row.getString(1), row.getString(2), row.getInt(3), row.getLong(4)));
  }

  /// Points for every interval, also for those in which nothing happened.
  List<ActivityPoint> activity(Instant from, Instant to, Duration interval) {
    long step = wholeIntervals(interval);
    long begin =
        Math.floorDiv(from.toEpochMilli(), Changes.ACTIVITY_INTERVAL) * Changes.ACTIVITY_INTERVAL;
    long count = Math.ceilDiv(Math.max(0, to.toEpochMilli() - begin), step);
    if (count > MAX_INTERVALS) {
      throw new InvalidQueryException(
          "%d intervals, at most %d are allowed".formatted(count, MAX_INTERVALS));
    }
    var counted =
        list(
            Fragment.of(ACTIVITY, begin, step, begin, begin + count * step),
            row -> new long[] {row.getLong(1), row.getLong(2), row.getLong(3)});
    var points = new ArrayList<ActivityPoint>();
    LongStream.range(0, count)
        .mapToObj(i -> new ActivityPoint(Instant.ofEpochMilli(begin + i * step), 0, 0))
        .forEach(points::add);
    for (var place : counted) {
      int index = (int) place[0];
      points.set(index, new ActivityPoint(points.get(index).from(), place[1], place[2]));
    }
    return points;
  }

  private static long wholeIntervals(Duration interval) {
    if (!interval.isPositive()) {
      throw new InvalidQueryException("interval must be more than nothing, but is " + interval);
    }
    return Math.ceilDiv(interval.toMillis(), Changes.ACTIVITY_INTERVAL) * Changes.ACTIVITY_INTERVAL;
  }

  private <R> List<R> list(Fragment sql, Rows.Reader<R> reader) {
    return Rows.list(database, sql, reader);
  }
}
