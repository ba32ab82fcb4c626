package io.orrery.readmodel.adapter;

import io.orrery.readmodel.query.ElementStatistics;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Element instances by element and state, put together from groups. Not for several threads.
public final class ElementCounts {

  /// How many elements an answer has at most.
  public static final int MAX_ELEMENTS = 10_000;

  private static final int ACTIVE = 0;
  private static final int INCIDENTS = 1;
  private static final int COMPLETED = 2;
  private static final int CANCELED = 3;

  private final Map<String, long[]> byElement = new TreeMap<>();

  /// Adds a group.
  ///
  /// @param state what all of the group are
  /// @param hasIncident whether all of the group have an open incident
  public void add(String elementId, String state, boolean hasIncident, long count) {
    byElement.computeIfAbsent(elementId, _ -> new long[CANCELED + 1])[place(state, hasIncident)] +=
        count;
  }

  private static int place(String state, boolean hasIncident) {
    return switch (state) {
      case "ACTIVE" -> hasIncident ? INCIDENTS : ACTIVE;
      case "COMPLETED" -> COMPLETED;
      default -> CANCELED;
    };
  }

  /// All that was added, by the ids of the elements.
  public List<ElementStatistics> all() {
    return byElement.entrySet().stream()
        .limit(MAX_ELEMENTS)
        .map(it -> {
          var counts = it.getValue();
          return new ElementStatistics(
              it.getKey(), counts[ACTIVE], counts[INCIDENTS], counts[COMPLETED], counts[CANCELED]);
        })
        .toList();
  }
}
