package io.orrery.readmodel.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.exporter.testing.TestController;
import io.orrery.readmodel.TestRecords;
import io.orrery.readmodel.document.ProcessInstance;
import io.orrery.readmodel.query.Filter;
import io.orrery.readmodel.query.Filter.HasVariable;
import io.orrery.readmodel.query.Filter.Operator;
import io.orrery.readmodel.schema.Patterns;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Instances by their variables: from the variables or one by one, the same are found.
class VariableConditionsTest {

  private static final String LONG = "x".repeat(Sought.LENGTH + 30);
  private static final List<String> NAMES =
      List.of("v", "v\u0001", "v\uFFFD", "value", LONG, LONG + "y", "\uD83D\uDE00", "v%_\\");
  private static final List<String> VALUES =
      List.of(
          "1",
          "12",
          "\"a*?\\\\%_\"",
          "\"" + LONG + "1\"",
          "\"" + LONG + "2\"",
          "\"\uD83D\uDE00" + LONG + "\"",
          "\"" + "\uD83D\uDE00".repeat(Sought.LENGTH) + "\"",
          "null");
  private static final List<String> PATTERNS =
      List.of(
          "*",
          "1*",
          "1?",
          "*x*",
          "\"" + LONG + "*",
          "\"" + LONG + "?\"",
          "*2\"",
          "\"a\\*\\?*",
          "?????*",
          "\\");

  private final SqlSettings settings =
      SqlSettings.of("jdbc:h2:mem:" + UUID.randomUUID(), "orrery", "");
  private final SqlDatabase database = SqlDatabase.open(settings);
  private final List<Given> all = new ArrayList<>();

  private record Given(long instance, String name, String value) {}

  @BeforeEach
  void everyNameWithEveryValue() {
    var records = new TestRecords(1);
    records.deploy();
    for (var name : NAMES) {
      for (var value : VALUES) {
        var instance = records.start();
        instance.variable(name, value);
        all.add(new Given(instance.key, name, value));
      }
    }
    var exporter = new SqlExporter();
    exporter.configure(TestRecords.setup(1, Map.of("url", settings.url())));
    exporter.open(new TestController(-1));
    records.take().forEach(exporter::export);
    exporter.close();
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void findsTheSameFromTheVariablesAndOneByOne() {
    for (var name : NAMES) {
      VALUES.forEach(value -> check(new HasVariable(name, Operator.EQ, value)));
      VALUES.forEach(value -> check(new HasVariable(name, Operator.NEQ, value)));
      PATTERNS.forEach(pattern -> check(new HasVariable(name, Operator.LIKE, pattern)));
    }
  }

  private void check(HasVariable filter) {
    var expected =
        all.stream().filter(it -> isMeant(it, filter)).map(Given::instance).sorted().toList();
    assertThat(found(filter, Set.of())).as("from the variables: %s", filter).isEqualTo(expected);
    assertThat(found(filter, Set.of(filter))).as("one by one: %s", filter).isEqualTo(expected);
  }

  private static boolean isMeant(Given given, HasVariable filter) {
    if (!given.name().equals(filter.name())) {
      return false;
    }
    return switch (filter.operator()) {
      case EQ -> given.value().equals(filter.value());
      case NEQ -> !given.value().equals(filter.value());
      default ->
          Pattern.compile(Patterns.toRegex(filter.value()), Pattern.DOTALL)
              .matcher(given.value())
              .matches();
    };
  }

  private List<Long> found(HasVariable filter, Set<HasVariable> common) {
    var condition = new Conditions(Table.of(ProcessInstance.class), common).of(filter);
    return Rows.list(
        database,
        Fragment.of("SELECT t.process_instance_key FROM process_instance t WHERE ")
            .then(condition)
            .then(" ORDER BY 1"),
        row -> row.getLong(1));
  }

  @Test
  void tellsVariablesThatManyHave() {
    var many = new HasVariable("v", Operator.LIKE, "*");
    var one = new HasVariable("v", Operator.EQ, "1");

    var common = new CommonValues(database, VALUES.size() - 1);
    assertThat(common.of(new Filter.And(List.of(one, new Filter.Or(List.of(many))))))
        .containsExactly(many);
    assertThat(new CommonValues(database, VALUES.size()).of(many)).isEmpty();
  }
}
