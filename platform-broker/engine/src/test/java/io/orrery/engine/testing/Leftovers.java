package io.orrery.engine.testing;

import io.orrery.store.Table;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Which tables of a state hold anything, found by reflection, so that a table added later is
/// looked at too.
public final class Leftovers {

  /// What stays although no instance runs: definitions and their start events, messages and answers
  /// that are kept for a while, the counters of channels.
  private static final Set<String> STAYING =
      Set.of(
          "State.meta",
          "DefinitionTable.definitions",
          "DefinitionTable.latest",
          "DefinitionTable.versions",
          "StartSubscriptionTable.subscriptions",
          "MessageTable.messages",
          "MessageTable.byName",
          "MessageTable.ids",
          "RememberedTable.answers",
          "ChannelTable.channels",
          "ExporterTable.standings",
          "ExporterTable.quarantine");

  private Leftovers() {}

  /// The tables that must be empty when no instance runs, and are not.
  public static List<String> of(TestPartition partition) {
    var state = partition.engine().state();
    var found = new TreeSet<String>();
    collect(state, found);
    for (var field : fields(state.getClass())) {
      collect(value(field, state), found);
    }
    if (found.contains("MessageTable.messages") || found.contains("RememberedTable.answers")) {
      found.remove("DueTable.due");
    }
    if (new History(partition.records()).hasStartTimers()) {
      found.removeAll(Set.of("DueTable.due", "TimerTable.timers", "TimerTable.byElement"));
    }
    found.removeAll(STAYING);
    return List.copyOf(found);
  }

  private static void collect(Object holder, Set<String> found) {
    for (var field : fields(holder.getClass())) {
      if (Table.class.isAssignableFrom(field.getType())
          && !((Table<?, ?>) value(field, holder)).isEmpty()) {
        found.add(holder.getClass().getSimpleName() + "." + field.getName());
      }
    }
  }

  private static List<Field> fields(Class<?> type) {
    return type.getName().startsWith("io.orrery")
        ? Arrays.stream(type.getDeclaredFields())
            .filter(each -> !Modifier.isStatic(each.getModifiers()))
            .toList()
        : List.of();
  }

  private static Object value(Field field, Object holder) {
    try {
      field.setAccessible(true);
      return field.get(holder);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }
}
