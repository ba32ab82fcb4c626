package io.orrery.readmodel.projection;

import io.orrery.readmodel.document.Document;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What several records change in sum: one change for each document, however often it changed. Not
/// for several threads.
public final class Changes implements ProjectionTarget {

  /// The length of the intervals in which begun and ended instances are counted, in milliseconds.
  public static final long ACTIVITY_INTERVAL = 10_000;

  private final Map<Class<? extends Document>, Map<Object, Change>> documents =
      new LinkedHashMap<>();
  private final Map<Long, String> files = new LinkedHashMap<>();
  private final Map<ElementKey, ElementCount> elements = new LinkedHashMap<>();
  private final Map<Long, Activity> activity = new LinkedHashMap<>();
  private int size;

  @Override
  public void change(Change change) {
    size++;
    var earlier =
        documents
            .computeIfAbsent(change.kind(), _ -> new LinkedHashMap<>())
            .putIfAbsent(change.key(), change);
    if (earlier != null) {
      earlier.merge(change);
    }
  }

  @Override
  public void file(long processDefinitionKey, String xml) {
    size++;
    files.put(processDefinitionKey, xml);
  }

  @Override
  public void elements(
      long processDefinitionKey, String elementId, int active, int completed, int canceled) {
    elements.merge(
        new ElementKey(processDefinitionKey, elementId),
        new ElementCount(active, completed, canceled),
        ElementCount::plus);
  }

  @Override
  public void instances(long timestamp, int started, int ended) {
    activity.merge(
        timestamp - Math.floorMod(timestamp, ACTIVITY_INTERVAL),
        new Activity(started, ended),
        Activity::plus);
  }

  /// How many changes were collected, before they were put together.
  public int size() {
    return size;
  }

  public boolean isEmpty() {
    return size == 0 && elements.isEmpty() && activity.isEmpty();
  }

  /// The kinds of documents that change.
  public List<Class<? extends Document>> kinds() {
    return List.copyOf(documents.keySet());
  }

  /// The changes of documents of a kind, in the order in which the documents were first met.
  public Collection<Change> of(Class<? extends Document> kind) {
    return documents.getOrDefault(kind, Map.of()).values();
  }

  /// Whether a document comes to be here.
  public boolean isBorn(Class<? extends Document> kind, Object key) {
    var change = documents.getOrDefault(kind, Map.of()).get(key);
    return change != null && change.mode() == Change.Mode.BIRTH;
  }

  /// BPMN files by the key of their definition.
  public Map<Long, String> files() {
    return files;
  }

  public Map<ElementKey, ElementCount> elements() {
    return elements;
  }

  /// Begun and ended instances by the beginning of the interval.
  public Map<Long, Activity> activity() {
    return activity;
  }

  public void clear() {
    documents.clear();
    files.clear();
    elements.clear();
    activity.clear();
    size = 0;
  }

  /// An element of a definition.
  public record ElementKey(long processDefinitionKey, String elementId) {}

  /// How many more instances of an element are in each state.
  public record ElementCount(int active, int completed, int canceled) {
    ElementCount plus(ElementCount other) {
      return new ElementCount(
          active + other.active, completed + other.completed, canceled + other.canceled);
    }
  }

  /// How many more instances have begun and ended.
  public record Activity(int started, int ended) {
    Activity plus(Activity other) {
      return new Activity(started + other.started, ended + other.ended);
    }
  }
}
