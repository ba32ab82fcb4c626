package io.orrery.readmodel.elasticsearch.documents;

import io.orrery.readmodel.document.ProcessDefinition;
import io.orrery.readmodel.projection.Change;
import io.orrery.readmodel.projection.ProjectionTarget;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What was said of documents and is not written yet, change by change: a document that is found
/// may have some of them already. Counts are not kept, they are counted when somebody asks. One
/// thread.
final class Collected implements ProjectionTarget {

  /// About what a change takes in memory without its texts.
  private static final int WEIGHT = 200;

  private final Map<DocumentKey, List<Change>> changes = new LinkedHashMap<>();
  private final List<Change> definitions = new ArrayList<>();
  private final Map<Long, String> files = new LinkedHashMap<>();
  private long bytes;

  @Override
  public void change(Change change) {
    bytes += weight(change);
    if (change.kind() == ProcessDefinition.class) {
      definitions.add(change);
    } else {
      changes
          .computeIfAbsent(new DocumentKey(change.kind(), change.key()), _ -> new ArrayList<>(1))
          .add(change);
    }
  }

  private static long weight(Change change) {
    long weight = WEIGHT;
    for (long rest = change.written(); rest != 0; rest &= rest - 1) {
      if (change.value(Long.numberOfTrailingZeros(rest)) instanceof String text) {
        weight += text.length();
      }
    }
    return weight;
  }

  @Override
  public void file(long processDefinitionKey, String xml) {
    bytes += xml.length();
    files.put(processDefinitionKey, xml);
  }

  @Override
  public void elements(
      long processDefinitionKey, String elementId, int active, int completed, int canceled) {
    // They are counted from the element instances.
  }

  @Override
  public void instances(long timestamp, int started, int ended) {
    // They are counted from the process instances.
  }

  /// What happened to each document, in order.
  Map<DocumentKey, List<Change>> changes() {
    return changes;
  }

  List<Change> definitions() {
    return definitions;
  }

  /// BPMN files by the key of their definition.
  Map<Long, String> files() {
    return files;
  }

  /// How many documents will be written, about.
  int size() {
    return changes.size() + definitions.size() + files.size();
  }

  int bytes() {
    return (int) Math.min(Integer.MAX_VALUE, bytes);
  }

  void clear() {
    changes.clear();
    definitions.clear();
    files.clear();
    bytes = 0;
  }
}
