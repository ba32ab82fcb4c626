package io.orrery.readmodel.contract;

import io.orrery.readmodel.document.Document;
import io.orrery.readmodel.document.ElementInstance;
import io.orrery.readmodel.document.ProcessInstance;
import io.orrery.readmodel.query.Filter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// All that can be read, to compare one read model with another.
public final class Everything {

  private Everything() {}

  public static Map<String, Object> of(Fixture fixture) {
    var all = new TreeMap<String, Object>();
    for (var kind : Document.class.getPermittedSubclasses()) {
      all.put(kind.getSimpleName(), fixture.all(kind.asSubclass(Document.class)));
    }
    var definitions = new TreeMap<Long, Object>();
    for (var instance : fixture.all(ProcessInstance.class)) {
      definitions.computeIfAbsent(
          instance.processDefinitionKey(),
          key -> fixture.model().elementStatistics(key, Filter.ALL));
      for (long position : positions(fixture, instance)) {
        all.put(
            "variables of " + instance.processInstanceKey() + " at " + position,
            fixture.model().variablesAt(instance.processInstanceKey(), position));
      }
    }
    all.put("elements", definitions);
    all.put("active", fixture.model().definitionStatistics());
    all.put("freshness", fixture.model().freshness());
    return all;
  }

  private static List<Long> positions(Fixture fixture, ProcessInstance instance) {
    var positions = new ArrayList<Long>();
    fixture
        .find(ElementInstance.class, Filter.eq("processInstanceKey", instance.processInstanceKey()))
        .forEach(element -> positions.add(element.startPosition() + 3));
    return positions;
  }
}
