package io.orrery.readmodel.elasticsearch.bulk;

import io.orrery.readmodel.elasticsearch.Connection;
import io.orrery.readmodel.elasticsearch.ElasticsearchSettings;
import io.orrery.readmodel.elasticsearch.FaultyServer;
import io.orrery.readmodel.elasticsearch.FaultyServer.Answer;
import io.orrery.readmodel.elasticsearch.FaultyServer.Request;
import io.orrery.readmodel.elasticsearch.FaultyServer.Rule;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Something that answers bulk requests as a test has written down.
final class ScriptedServer implements AutoCloseable {

  private static final Pattern ID = Pattern.compile("\"_id\":\"([^\"]+)\"");

  /// What becomes of an operation: a status, and the type of the error if it is one.
  record Fate(int status, String error) {
    static final Fate DONE = new Fate(201, "");
  }

  private final Deque<Rule> script = new ArrayDeque<>();
  private final List<List<String>> asked = new ArrayList<>();
  private final FaultyServer server = FaultyServer.alone((request, it) -> next(request, it));
  final Connection connection = Connection.open(ElasticsearchSettings.of(server.url()));

  /// What comes next, and then all is well.
  ScriptedServer then(Rule... rules) {
    script.addAll(List.of(rules));
    return this;
  }

  /// From now on does that, whatever was planned.
  void always(Rule rule) {
    server.obey((request, it) -> {
      note(request);
      return rule.answer(request, it);
    });
  }

  /// Does not even listen any more.
  void goAway() {
    server.close();
  }

  /// The ids in each request so far.
  List<List<String>> asked() {
    synchronized (asked) {
      return List.copyOf(asked);
    }
  }

  private synchronized @Nullable Answer next(Request request, FaultyServer it)
      throws java.io.IOException {
    note(request);
    var rule = script.isEmpty() ? items(_ -> Fate.DONE) : script.removeFirst();
    return rule.answer(request, it);
  }

  private void note(Request request) {
    synchronized (asked) {
      asked.add(ids(request));
    }
  }

  private static List<String> ids(Request request) {
    return ID.matcher(request.body()).results().map(match -> match.group(1)).toList();
  }

  /// Answers each operation by its id.
  static Rule items(Function<String, Fate> fates) {
    return (request, _) -> {
      var items = ids(request).stream().map(id -> item(id, fates.apply(id))).toList();
      return Answer.json(
          200,
          "{\"took\":1,\"errors\":%b,\"items\":[%s]}"
              .formatted(
                  items.stream().anyMatch(it -> it.contains("error")), String.join(",", items)));
    };
  }

  private static String item(String id, Fate fate) {
    var error =
        fate.error().isEmpty()
            ? ""
            : ",\"error\":{\"type\":\"%s\",\"reason\":\"says the test\"}".formatted(fate.error());
    return "{\"index\":{\"_index\":\"i\",\"_id\":\"%s\",\"status\":%d%s}}"
        .formatted(id, fate.status(), error);
  }

  @Override
  public void close() {
    connection.close();
    server.close();
  }
}
