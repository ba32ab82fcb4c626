package io.orrery.engine.state;

import io.orrery.protocol.Document;
import io.orrery.store.KeyCodec;
import io.orrery.store.Store;
import io.orrery.store.Table;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/// The variables: one document per scope.
public final class VariableTable {

  private final Table<Long, ScopeVariables> scopes;

  VariableTable(Store store) {
    scopes = store.table(Specs.point(TableId.VARIABLES, KeyCodec.LONG, ScopeVariables.class));
  }

  public @Nullable ScopeVariables find(long scopeKey) {
    return scopes.get(scopeKey);
  }

  void create(long scopeKey, Document variables, long firstKey) {
    var before = scopes.get(scopeKey);
    var keys = new ArrayList<Long>(before == null ? java.util.List.of() : before.keys());
    for (var i = 0; i < variables.count(); i++) {
      keys.add(firstKey + i);
    }
    if (before == null) {
      scopes.put(scopeKey, new ScopeVariables(variables, keys));
    } else {
      scopes.update(scopeKey, new ScopeVariables(before.values().with(variables), keys));
    }
  }

  void update(long scopeKey, Document variables) {
    var before = scopes.get(scopeKey);
    if (before == null) {
      throw new IllegalStateException("no variables in scope " + scopeKey);
    }
    scopes.update(scopeKey, new ScopeVariables(before.values().with(variables), before.keys()));
  }

  void delete(long scopeKey) {
    scopes.deleteIfPresent(scopeKey);
  }
}
