package io.orrery.engine.state;

import io.orrery.protocol.ElementValue;
import io.orrery.store.KeyCodec;
import io.orrery.store.Store;
import io.orrery.store.Table;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The element instances, which of them are inside of which, and the tokens that wait at joining
/// gateways.
public final class ElementTable {

  private final Table<Long, ElementInstance> instances;
  private final Table<Pair, Boolean> children;
  private final Table<FlowKey, Integer> tokens;

  ElementTable(Store store) {
    instances =
        store.table(Specs.point(TableId.ELEMENT_INSTANCES, KeyCodec.LONG, ElementInstance.class));
    children = store.table(Specs.set(TableId.CHILDREN, KeyCodecs.PAIR));
    tokens = store.table(Specs.counts(TableId.FLOW_TOKENS, KeyCodecs.FLOW));
  }

  public @Nullable ElementInstance find(long key) {
    return instances.get(key);
  }

  /// @throws IllegalStateException if there is no such element instance
  public ElementInstance get(long key) {
    var instance = instances.get(key);
    if (instance == null) {
      throw new IllegalStateException("no element instance " + key);
    }
    return instance;
  }

  /// The keys of the element instances directly inside of a scope, oldest first.
  public List<Long> children(long scopeKey, int limit) {
    var keys = new ArrayList<Long>();
    children.scan(
        new Pair(scopeKey, Long.MIN_VALUE),
        (pair, _) -> {
          if (pair.first() != scopeKey || keys.size() == limit) {
            return false;
          }
          keys.add(pair.second());
          return true;
        });
    return keys;
  }

  /// How many different incoming flows of a joining gateway hold a token.
  public int flowsAt(long scopeKey, int gateway) {
    return tokensAt(scopeKey, gateway).size();
  }

  private List<FlowKey> tokensAt(long scopeKey, int gateway) {
    var keys = new ArrayList<FlowKey>();
    tokens.scan(
        new FlowKey(scopeKey, gateway, 0),
        (key, _) -> {
          if (key.scopeKey() != scopeKey || key.gateway() != gateway) {
            return false;
          }
          keys.add(key);
          return true;
        });
    return keys;
  }

  void insert(long key, ElementValue value, int consumed) {
    instances.insertNew(key, new ElementInstance(key, value, ElementState.ACTIVATING, 0, 0, 0));
    if (value.scopeKey() < 0) {
      return;
    }
    children.insertNew(new Pair(value.scopeKey(), key), true);
    instances.update(value.scopeKey(), get(value.scopeKey()).withChildren(1).withFlows(-consumed));
    if (consumed > 1) {
      takeTokens(value);
    }
  }

  private void takeTokens(ElementValue value) {
    for (var each : tokensAt(value.scopeKey(), value.element())) {
      var count = tokens.get(each);
      if (count == null || count <= 1) {
        tokens.deleteIfPresent(each);
      } else {
        tokens.update(each, count - 1);
      }
    }
  }

  void flowTaken(ElementValue value, int target, boolean joins) {
    instances.update(value.scopeKey(), get(value.scopeKey()).withFlows(1));
    if (joins) {
      var key = new FlowKey(value.scopeKey(), target, value.element());
      var count = tokens.get(key);
      tokens.put(key, count == null ? 1 : count + 1);
    }
  }

  void move(long key, ElementState state) {
    instances.update(key, get(key).in(state));
  }

  void waitFor(long key, long jobKey) {
    var instance = instances.get(key);
    if (instance != null) {
      instances.update(key, instance.withJob(jobKey));
    }
  }

  void delete(long key) {
    var instance = get(key);
    if (instance.flows() > 0) {
      forgetTokens(key);
    }
    instances.delete(key);
    var scopeKey = instance.value().scopeKey();
    if (scopeKey >= 0) {
      children.delete(new Pair(scopeKey, key));
      instances.update(scopeKey, get(scopeKey).withChildren(-1));
    }
  }

  private void forgetTokens(long scopeKey) {
    var keys = new ArrayList<FlowKey>();
    tokens.scan(
        new FlowKey(scopeKey, 0, 0), (key, _) -> key.scopeKey() == scopeKey && keys.add(key));
    keys.forEach(tokens::delete);
  }
}
