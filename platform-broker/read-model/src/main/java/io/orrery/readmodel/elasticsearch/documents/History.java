package io.orrery.readmodel.elasticsearch.documents;

import co.elastic.clients.elasticsearch.core.search.FieldCollapse;
import io.orrery.readmodel.adapter.AdaptedReadModel;
import io.orrery.readmodel.document.Fields;
import io.orrery.readmodel.document.Variable;
import io.orrery.readmodel.schema.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.data.elasticsearch.core.SearchHit;

/// What was before.
final class History {

  private static final Kind<Variable> KIND = Kind.of(Variable.class);
  private static final int VALUE = Fields.of(Variable.class).index(Mappings.VALUE);
  private static final int IS_TRUNCATED = Fields.of(Variable.class).index(Mappings.IS_TRUNCATED);
  private static final int DATE = Fields.of(Variable.class).index(Mappings.DATE);

  private final Server server;

  History(Server server) {
    this.server = server;
  }

  /// Those that have not changed since, and for the others the newest of what was written over.
  List<Variable> variablesAt(long processInstanceKey, long position) {
    var ofInstance = Clauses.equal(Mappings.INSTANCE, processInstanceKey);
    var search =
        Searches.of(ofInstance)
            .withSort(Searches.sort(Mappings.VARIABLE, false))
            .withSourceFilter(Searches.withoutTheWhole())
            .withTrackTotalHits(false)
            .withMaxResults(AdaptedReadModel.MAX_VARIABLES)
            .build();
    var now = server.search(KIND, search).stream().map(SearchHit::getContent).toList();
    boolean isOld = now.stream().anyMatch(it -> position(it) > position);
    var before = isOld ? before(processInstanceKey, position) : Map.<Long, Found>of();
    var variables = new ArrayList<Variable>();
    for (var found : now) {
      var variable = DocumentJson.document(KIND, found.source());
      var past = before.get(variable.variableKey());
      if (position(found) <= position) {
        variables.add(variable);
      } else if (past != null) {
        variables.add(as(variable, past));
      }
    }
    return variables;
  }

  private static long position(Found found) {
    return found.source().get(Mappings.POSITION) instanceof Number at ? at.longValue() : -1;
  }

  private static Variable as(Variable variable, Found past) {
    var fields = Fields.of(variable);
    var values = fields.values(variable);
    values[VALUE] = past.source().get(Mappings.VALUE);
    values[IS_TRUNCATED] = past.source().get(Mappings.IS_TRUNCATED);
    if (past.source().get(Mappings.DATE) instanceof Number date) {
      values[DATE] = Instant.ofEpochMilli(date.longValue());
    }
    return fields.document(values);
  }

  /// The newest of what each variable was up to a position.
  private Map<Long, Found> before(long processInstanceKey, long position) {
    var query =
        Clauses.all(
            List.of(
                Clauses.equal(Mappings.INSTANCE, processInstanceKey),
                Clauses.atMost(Mappings.POSITION, position)));
    var search =
        Searches.of(query)
            .withFieldCollapse(FieldCollapse.of(it -> it.field(Mappings.VARIABLE)))
            .withSort(Searches.sort(Mappings.POSITION, true))
            .withSourceFilter(Searches.withoutTheWhole())
            .withMaxResults(AdaptedReadModel.MAX_VARIABLES)
            .build();
    var newest = new HashMap<Long, Found>();
    server
        .search(Names.PAST, search)
        .forEach(hit -> {
          if (hit.getContent().source().get(Mappings.VARIABLE) instanceof Number key) {
            newest.putIfAbsent(key.longValue(), hit.getContent());
          }
        });
    return newest;
  }
}
