package io.orrery.bpmn.reading;

import io.orrery.bpmn.model.Indexes;
import io.orrery.bpmn.validation.Problems;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How the elements of a process hang together.
final class Links {

  private static final int NONE = -1;

  private final Outline outline;
  private final Problems problems;
  private final List<List<Integer>> incoming = new ArrayList<>();
  private final List<List<Integer>> outgoing = new ArrayList<>();
  private final List<List<Integer>> boundaryEvents = new ArrayList<>();
  private final int[] source;
  private final int[] target;

  Links(Outline outline, Problems problems) {
    this.outline = outline;
    this.problems = problems;
    var size = outline.nodes().size();
    this.source = new int[size];
    this.target = new int[size];
    for (var i = 0; i < size; i++) {
      incoming.add(new ArrayList<>());
      outgoing.add(new ArrayList<>());
      boundaryEvents.add(new ArrayList<>());
    }
    outline.nodes().forEach(this::link);
  }

  private void link(Node node) {
    if (node.is(Node.SEQUENCE_FLOW)) {
      source[node.index()] = end(node, "sourceRef", "begin");
      target[node.index()] = end(node, "targetRef", "end");
      if (source[node.index()] != NONE && target[node.index()] != NONE) {
        outgoing.get(source[node.index()]).add(node.index());
        incoming.get(target[node.index()]).add(node.index());
      }
    } else if (node.is(Node.BOUNDARY_EVENT)) {
      var activity = attachedTo(node);
      if (activity != NONE) {
        boundaryEvents.get(activity).add(node.index());
      }
    }
  }

  private int end(Node flow, String attribute, String verb) {
    var id = flow.reference(attribute);
    var node = outline.byId(id);
    if (node == null || node.is(Node.SEQUENCE_FLOW)) {
      problems.add(flow.id(), "must %s at a flow node, but '%s' is none".formatted(verb, id));
      return NONE;
    }
    if (node.scope() != flow.scope()) {
      problems.add(
          flow.id(),
          "must not cross the border of a sub-process, but '%s' is in another one".formatted(id));
      return NONE;
    }
    return node.index();
  }

  /// The activity that a boundary event is attached to, or -1; what it is, is not checked here.
  int attachedTo(Node event) {
    var activity = attached(event);
    return activity == null ? NONE : activity.index();
  }

  private @Nullable Node attached(Node event) {
    var id = event.reference("attachedToRef");
    var activity = outline.byId(id);
    if (activity == null || activity.scope() != event.scope()) {
      problems.add(
          event.id(), "must be attached to an activity beside it, but '%s' is none".formatted(id));
      return null;
    }
    return activity;
  }

  Indexes incoming(Node node) {
    return Indexes.of(incoming.get(node.index()));
  }

  Indexes outgoing(Node node) {
    return Indexes.of(outgoing.get(node.index()));
  }

  Indexes boundaryEvents(Node node) {
    return Indexes.of(boundaryEvents.get(node.index()));
  }

  int source(Node flow) {
    return source[flow.index()];
  }

  int target(Node flow) {
    return target[flow.index()];
  }
}
