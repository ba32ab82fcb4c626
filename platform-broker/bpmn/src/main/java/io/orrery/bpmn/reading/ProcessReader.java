package io.orrery.bpmn.reading;

import io.orrery.bpmn.expression.Expressions;
import io.orrery.bpmn.model.Element;
import io.orrery.bpmn.model.Element.ProcessRoot;
import io.orrery.bpmn.model.Element.StartEvent;
import io.orrery.bpmn.model.ElementType;
import io.orrery.bpmn.model.EventType;
import io.orrery.bpmn.model.ExecutableProcess;
import io.orrery.bpmn.model.Indexes;
import io.orrery.bpmn.model.Trigger.NoTrigger;
import io.orrery.bpmn.validation.Problems;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.jspecify.annotations.Nullable;

/// Reads the executable processes of a file.
public final class ProcessReader {

  private static final Set<String> ON_PROCESS = Set.of(Extensions.VERSION_TAG);

  private final Expressions expressions;

  public ProcessReader(Expressions expressions) {
    this.expressions = expressions;
  }

  /// A process as it was read.
  ///
  /// @param process complete only if there were no problems
  /// @param refused the indexes of elements that are not executed and were noted as problems
  public record ReadProcess(ExecutableProcess process, Set<Integer> refused) {}

  /// Reads all executable processes, or only the one with an id if one is given.
  public List<ReadProcess> read(
      BpmnModelInstance model, @Nullable String processId, Problems problems) {
    var roots = RootElements.of(model);
    var processes = new ArrayList<ReadProcess>();
    for (var child : Node.children(model.getDefinitions())) {
      if (isExecutable(child)) {
        var id = child.getAttributeValue("id");
        if (id == null || id.isBlank()) {
          problems.add("a process must have an id");
        } else if (processId == null || processId.equals(id)) {
          processes.add(readProcess(child, id, roots, problems));
        }
      }
    }
    return processes;
  }

  private static boolean isExecutable(ModelElementInstance xml) {
    var executable = xml.getAttributeValue("isExecutable");
    return Node.kind(xml).equals(Node.PROCESS)
        && ("true".equals(executable) || "1".equals(executable));
  }

  private ReadProcess readProcess(
      ModelElementInstance xml, String id, RootElements roots, Problems problems) {
    var refused = new HashSet<Integer>();
    var texts = new Texts(expressions, problems);
    var outline = Outline.of(xml, id, problems);
    var links = new Links(outline, problems);
    var commons = new CommonReader(links, texts, refused);
    var reader = new ElementReader(outline, links, new EventReader(roots, texts), commons);
    var elements = new ArrayList<Element>();
    for (var node : outline.nodes()) {
      if (node.index() > 0) {
        elements.add(reader.read(node));
      }
    }
    var root = outline.nodes().getFirst();
    elements.addFirst(root(root, elements, commons));
    var tag = commons.extensions(root).versionTag();
    if (tag != null && (tag.value() == null || tag.value().isBlank())) {
      problems.add(id, "the zeebe:versionTag must have a value");
    }
    var process =
        new ExecutableProcess(id, root.name(), tag == null ? null : tag.value(), elements);
    return new ReadProcess(process, refused);
  }

  private static ProcessRoot root(Node node, List<Element> elements, CommonReader commons) {
    var noneStart = -1;
    var starts = new ArrayList<Integer>();
    for (var element : elements) {
      if (element instanceof StartEvent start && start.scope() == 0) {
        if (!(start.trigger() instanceof NoTrigger)) {
          starts.add(start.index());
        } else if (noneStart < 0) {
          noneStart = start.index();
        }
      }
    }
    var common = commons.read(node, ElementType.PROCESS, EventType.UNSPECIFIED, ON_PROCESS);
    return new ProcessRoot(common, noneStart, Indexes.of(starts));
  }
}
