package io.orrery.engine.element;

import io.orrery.bpmn.model.Element;
import io.orrery.engine.event.Errors;
import io.orrery.engine.job.Jobs;
import io.orrery.engine.state.ElementInstance;
import io.orrery.engine.state.State;
import io.orrery.engine.turn.IncidentException;
import io.orrery.engine.turn.Turn;
import io.orrery.engine.variable.Variables;
import io.orrery.protocol.Document;
import io.orrery.protocol.ElementEvent;
import io.orrery.protocol.IncidentType;
import io.orrery.protocol.InstanceCommand.Step;
import io.orrery.protocol.InstanceCommand.StepKind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.WeakHashMap;

/// What it means to activate each kind of element. Everything is evaluated before anything is
/// emitted, except that input mappings are written first.
final class Activation {

  private final State state;
  private final Variables variables;
  private final Jobs jobs;
  private final Errors errors;
  private final Evaluations evaluations;
  private final CatchEvents events;
  private final Completion completion;

  /// The static headers of job tasks as documents; one for each task of a kept model.
  private final Map<Map<String, String>, Document> headers = new WeakHashMap<>();

  Activation(
      Behaviors behaviors, Evaluations evaluations, CatchEvents events, Completion completion) {
    this.state = behaviors.state();
    this.variables = behaviors.variables();
    this.jobs = behaviors.jobs();
    this.errors = behaviors.errors();
    this.evaluations = evaluations;
    this.events = events;
    this.completion = completion;
  }

  void activate(Element element, ElementInstance instance, Turn turn) throws IncidentException {
    variables.mapInputs(element, instance, turn);
    switch (element) {
      case Element.ProcessRoot process -> enterScope(process.noneStart(), instance, turn);
      case Element.SubProcess process -> {
        var waits = events.prepare(process, instance);
        events.open(waits, instance, turn);
        enterScope(process.start(), instance, turn);
      }
      case Element.JobTask task -> activate(task, instance, turn);
      case Element.CatchEvent event -> await(event, instance, turn);
      case Element.ReceiveTask task -> await(task, instance, turn);
      case Element.EndEvent end -> activate(end, instance, turn);
      case Element.ExclusiveGateway gateway -> activate(gateway, instance, turn);
      case Element.ParallelGateway gateway -> passThrough(gateway, instance, turn);
      case Element.StartEvent event -> passThrough(event, instance, turn);
      case Element.ThrowEvent event -> passThrough(event, instance, turn);
      case Element.BoundaryEvent event -> passThrough(event, instance, turn);
      case Element.PassTask task -> passThrough(task, instance, turn);
      case Element.SequenceFlow flow ->
          throw new IllegalStateException("a sequence flow cannot be activated: " + flow.id());
    }
  }

  /// Activates a sub-process around elements that begin without its start event. They may have
  /// ended already, if it had an incident first.
  void open(Element element, ElementInstance instance, Turn turn) throws IncidentException {
    var waits = events.prepare(element, instance);

    events.open(waits, instance, turn);
    turn.emit(instance.key(), new ElementEvent.Activated(instance.value()));
    if (instance.isEmpty()) {
      turn.step(new Step(StepKind.COMPLETE, instance.key(), -1, 0));
    }
  }

  private static void enterScope(int start, ElementInstance instance, Turn turn) {
    turn.emit(instance.key(), new ElementEvent.Activated(instance.value()));
    turn.step(new Step(StepKind.ENTER, instance.key(), start, 0));
  }

  private void passThrough(Element element, ElementInstance instance, Turn turn)
      throws IncidentException {
    turn.emit(instance.key(), new ElementEvent.Activated(instance.value()));
    completion.complete(element, state.elements().get(instance.key()), turn);
  }

  private void await(Element element, ElementInstance instance, Turn turn)
      throws IncidentException {
    var waits = events.prepare(element, instance);
    events.open(waits, instance, turn);
    turn.emit(instance.key(), new ElementEvent.Activated(instance.value()));
  }

  private void activate(Element.JobTask task, ElementInstance instance, Turn turn)
      throws IncidentException {
    var type = evaluations.string(task.jobType(), instance.key());
    var retries = evaluations.integer(task.retries(), instance.key());
    var jobHeaders = headers(task, instance);
    var waits = events.prepare(task, instance);

    events.open(waits, instance, turn);
    jobs.create(instance, type, retries, jobHeaders, turn);
    turn.emit(instance.key(), new ElementEvent.Activated(instance.value()));
  }

  private Document headers(Element.JobTask task, ElementInstance instance)
      throws IncidentException {
    if (task.user() == null) {
      return task.headers().isEmpty()
          ? Document.EMPTY
          : headers.computeIfAbsent(task.headers(), Activation::document);
    }
    var all = new LinkedHashMap<>(task.headers());
    all.putAll(evaluations.headers(task.user(), instance.key()));
    return document(all);
  }

  private static Document document(Map<String, String> texts) {
    var values = new LinkedHashMap<String, byte[]>();
    texts.forEach((name, text) -> values.put(name, Document.quote(text)));
    return Document.of(values);
  }

  private void activate(Element.EndEvent end, ElementInstance instance, Turn turn)
      throws IncidentException {
    if (end.errorCode() == null) {
      passThrough(end, instance, turn);
      return;
    }
    var code = evaluations.string(end.errorCode(), instance.key());
    if (!errors.isCaught(instance, code)) {
      throw new IncidentException(IncidentType.UNHANDLED_ERROR_EVENT, Errors.uncaught(code, ""));
    }
    turn.emit(instance.key(), new ElementEvent.Activated(instance.value()));
    errors.raise(state.elements().get(instance.key()), code, Document.EMPTY, turn);
  }

  private void activate(Element.ExclusiveGateway gateway, ElementInstance instance, Turn turn)
      throws IncidentException {
    var flow = choose(gateway, instance);

    turn.emit(instance.key(), new ElementEvent.Activated(instance.value()));
    completion.leave(gateway, state.elements().get(instance.key()), flow, turn);
  }

  /// The flow to take: the only one, the first whose condition holds, or the default.
  private int choose(Element.ExclusiveGateway gateway, ElementInstance instance)
      throws IncidentException {
    if (gateway.outgoing().isEmpty()) {
      return -1;
    }
    for (var index : gateway.outgoing()) {
      var condition = completion.flow(instance, index).condition();
      if (index == gateway.defaultFlow()) {
        continue;
      }
      if (condition == null || evaluations.condition(condition, instance.key())) {
        return index;
      }
    }
    if (gateway.defaultFlow() < 0) {
      throw new IncidentException(
          IncidentType.CONDITION_ERROR,
          "Expected at least one condition to evaluate to true, or to have a default flow");
    }
    return gateway.defaultFlow();
  }
}
