package io.orrery.bpmn.model;

import io.orrery.bpmn.model.Element.ProcessRoot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A process as the engine runs it.
///
/// The element with index 0 is the process. The flow nodes and sequence flows follow in the order
/// of the document, a sub-process before what is in it. Nothing else has an index. The rule never
/// changes, because indexes are written to the log.
public final class ExecutableProcess {

  private final String id;
  private final @Nullable String name;
  private final @Nullable String versionTag;
  private final List<Element> elements;
  private final Map<String, Element> byId;

  public ExecutableProcess(
      String id, @Nullable String name, @Nullable String versionTag, List<Element> elements) {
    this.id = id;
    this.name = name;
    this.versionTag = versionTag;
    this.elements = List.copyOf(elements);
    this.byId = HashMap.newHashMap(elements.size());
    this.elements.forEach(element -> byId.putIfAbsent(element.id(), element));
  }

  public String id() {
    return id;
  }

  public @Nullable String name() {
    return name;
  }

  /// The label given in the model.
  public @Nullable String versionTag() {
    return versionTag;
  }

  public List<Element> elements() {
    return elements;
  }

  public Element element(int index) {
    return elements.get(index);
  }

  public @Nullable Element byId(String elementId) {
    return byId.get(elementId);
  }

  public ProcessRoot root() {
    return (ProcessRoot) elements.getFirst();
  }

  @Override
  public String toString() {
    return "process '" + id + "' with " + elements.size() + " elements";
  }
}
