package io.orrery.broker.records;

import io.orrery.bpmn.model.Element;
import io.orrery.broker.records.Definitions.Definition;
import io.orrery.protocol.ElementValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The names of what our log only has keys and indexes for, and "none" for what is not there any
/// more. Most records in a row are about one definition, so the last one is at hand.
final class Names {

  static final String NO_NAME = "";
  static final long NO_KEY = -1;
  static final int NO_NUMBER = -1;
  static final String UNSPECIFIED = "UNSPECIFIED";

  private final Definitions definitions;
  private long lastKey = NO_KEY;
  private @Nullable Definition last;

  Names(Definitions definitions) {
    this.definitions = definitions;
  }

  @Nullable Definition definition(long key) {
    var known = last;
    if (known == null || key != lastKey) {
      known = definitions.find(key);
      last = known;
      lastKey = key;
    }
    return known;
  }

  private @Nullable Element element(long definitionKey, int index) {
    var definition = definition(definitionKey);
    return definition == null ? null : definition.element(index);
  }

  String processId(long definitionKey) {
    var definition = definition(definitionKey);
    return definition == null ? NO_NAME : definition.process().processId();
  }

  int version(long definitionKey) {
    var definition = definition(definitionKey);
    return definition == null ? NO_NUMBER : definition.process().version();
  }

  String elementId(long definitionKey, int index) {
    var element = element(definitionKey, index);
    return element == null ? NO_NAME : element.id();
  }

  String elementId(ElementValue value) {
    return elementId(value.definitionKey(), value.element());
  }

  String elementType(ElementValue value) {
    var element = element(value.definitionKey(), value.element());
    return element == null ? UNSPECIFIED : element.type().name();
  }

  String eventType(ElementValue value) {
    var element = element(value.definitionKey(), value.element());
    return element == null ? UNSPECIFIED : element.common().eventType().name();
  }

  /// The keys from the process instance down to an element instance. Our log names the scope around
  /// it only, so below the third level the path is not known: it is empty then.
  List<Long> path(ElementValue value, long key) {
    if (value.scopeKey() < 0) {
      return List.of(key);
    } else if (value.scopeKey() == value.instanceKey()) {
      return List.of(value.instanceKey(), key);
    }
    var element = element(value.definitionKey(), value.element());
    var scope = element == null ? null : element(value.definitionKey(), element.scope());
    return scope != null && scope.scope() == 0
        ? List.of(value.instanceKey(), value.scopeKey(), key)
        : List.of();
  }
}
