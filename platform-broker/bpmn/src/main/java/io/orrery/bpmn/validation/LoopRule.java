package io.orrery.bpmn.validation;

import io.orrery.bpmn.model.Element;
import io.orrery.bpmn.model.Element.BoundaryEvent;
import io.orrery.bpmn.model.Element.CatchEvent;
import io.orrery.bpmn.model.Element.EndEvent;
import io.orrery.bpmn.model.Element.ExclusiveGateway;
import io.orrery.bpmn.model.Element.JobTask;
import io.orrery.bpmn.model.Element.ParallelGateway;
import io.orrery.bpmn.model.Element.PassTask;
import io.orrery.bpmn.model.Element.ProcessRoot;
import io.orrery.bpmn.model.Element.ReceiveTask;
import io.orrery.bpmn.model.Element.SequenceFlow;
import io.orrery.bpmn.model.Element.StartEvent;
import io.orrery.bpmn.model.Element.SubProcess;
import io.orrery.bpmn.model.Element.ThrowEvent;
import io.orrery.bpmn.model.ExecutableProcess;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// No loop may consist only of elements that never wait: it would run without end.
final class LoopRule {

  /// How many elements of a loop a message names.
  private static final int MAX_NAMED = 20;

  private final ExecutableProcess process;
  private final Set<Integer> refused;
  private final Problems problems;
  private final boolean[] passes;
  private final boolean[] done;
  private final boolean[] onPath;
  private final Deque<Step> path = new ArrayDeque<>();

  /// One element on the way, and which of its successors are still to be looked at.
  private record Step(int index, Iterator<Integer> next) {}

  LoopRule(ExecutableProcess process, Set<Integer> refused, Problems problems) {
    this.process = process;
    this.refused = refused;
    this.problems = problems;
    this.passes = new boolean[process.elements().size()];
    this.done = new boolean[process.elements().size()];
    this.onPath = new boolean[process.elements().size()];
  }

  void check() {
    markPassing();
    for (var element : process.elements()) {
      if (passes[element.index()] && !done[element.index()]) {
        walk(element.index());
      }
    }
  }

  /// From the last element to the first, so that a sub-process comes after what is in it.
  private void markPassing() {
    var waits = new boolean[passes.length];
    for (var index = passes.length - 1; index > 0; index--) {
      var element = process.element(index);
      var passing = !refused.contains(index) && neverWaits(element) && !waits[index];
      passes[index] = passing;
      if (!passing && element.scope() > 0 && !(element instanceof BoundaryEvent)) {
        waits[element.scope()] = true;
      }
    }
  }

  private static boolean neverWaits(Element element) {
    return switch (element) {
      case PassTask _, ThrowEvent _, ExclusiveGateway _, ParallelGateway _ -> true;
      case SubProcess _, StartEvent _, EndEvent _, SequenceFlow _ -> true;
      case JobTask _, ReceiveTask _, CatchEvent _, BoundaryEvent _, ProcessRoot _ -> false;
    };
  }

  /// Depth first, without recursion: a process may be a chain of thousands of elements.
  private void walk(int start) {
    enter(start);
    while (!path.isEmpty()) {
      var step = path.getLast();
      if (!step.next().hasNext()) {
        path.removeLast();
        onPath[step.index()] = false;
        continue;
      }
      var next = step.next().next();
      if (onPath[next]) {
        report(next);
      } else if (passes[next] && !done[next]) {
        enter(next);
      }
    }
  }

  private void enter(int index) {
    done[index] = true;
    onPath[index] = true;
    path.addLast(new Step(index, successors(index).iterator()));
  }

  private List<Integer> successors(int index) {
    var successors = new ArrayList<Integer>();
    for (var flow : process.element(index).outgoing()) {
      if (process.element(flow) instanceof SequenceFlow sequence) {
        successors.add(sequence.target());
      }
    }
    return successors;
  }

  private void report(int first) {
    var loop = path.stream().map(Step::index).dropWhile(index -> index != first).toList();
    var names =
        loop.stream()
            .limit(MAX_NAMED)
            .map(index -> process.element(index).id())
            .collect(Collectors.joining(" > "));
    var rest = loop.size() > MAX_NAMED ? " > …" : "";
    problems.add(
        process.element(first).id(),
        "must not be in a loop of elements that never wait: %s%s > %s"
            .formatted(names, rest, process.element(first).id()));
  }
}
