package io.orrery.system.search;

import io.orrery.readmodel.ReadModel;
import io.orrery.readmodel.document.Document;
import io.orrery.readmodel.document.ProcessDefinition;
import io.orrery.readmodel.query.Filter;
import io.orrery.readmodel.query.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// All that can be read of a read model, for comparison.
final class Everything {

  private static final int PAGE = 500;

  private Everything() {}

  /// Documents by kind, statistics, and how far it is.
  static Map<String, Object> of(ReadModel model) {
    var all = new TreeMap<String, Object>();
    for (var kind : Document.class.getPermittedSubclasses()) {
      all.put(kind.getSimpleName(), documents(model, kind.asSubclass(Document.class)));
    }
    for (var definition : documents(model, ProcessDefinition.class)) {
      var key = definition.processDefinitionKey();
      all.put("elements of " + key, model.elementStatistics(key, Filter.ALL));
      all.put("file of " + key, model.xml(key));
    }
    all.put("definitions", model.definitionStatistics());
    all.put("incidents", model.incidentStatistics());
    all.put("freshness", model.freshness());
    return all;
  }

  /// All documents of a kind.
  static <T extends Document> List<T> documents(ReadModel model, Class<T> kind) {
    var all = new ArrayList<T>();
    var page = model.search(Query.of(kind, Filter.ALL, PAGE));
    while (!page.items().isEmpty()) {
      all.addAll(page.items());
      page =
          model.search(new Query<>(kind, Filter.ALL, List.of(), PAGE, page.endCursor(), false, 0));
    }
    return all;
  }
}
