package io.orrery.engine;

import io.orrery.bpmn.Deployments;
import io.orrery.bpmn.expression.EvaluationGuard;
import io.orrery.bpmn.expression.Expressions;
import io.orrery.engine.channel.Channels;
import io.orrery.engine.channel.Idempotency;
import io.orrery.engine.definition.Definitions;
import io.orrery.engine.deployment.DeployResources;
import io.orrery.engine.deployment.Distribution;
import io.orrery.engine.deployment.StartTriggers;
import io.orrery.engine.element.Behaviors;
import io.orrery.engine.element.Elements;
import io.orrery.engine.exporter.Exporters;
import io.orrery.engine.incident.ResolveIncident;
import io.orrery.engine.instance.CancelInstance;
import io.orrery.engine.instance.CreateInstance;
import io.orrery.engine.instance.Results;
import io.orrery.engine.job.ActivateJobs;
import io.orrery.engine.job.JobStreams;
import io.orrery.engine.job.Jobs;
import io.orrery.engine.job.UpdateJob;
import io.orrery.engine.job.WorkOnJob;
import io.orrery.engine.message.Correlations;
import io.orrery.engine.message.Messages;
import io.orrery.engine.state.State;
import io.orrery.engine.timer.Timers;
import io.orrery.engine.turn.EngineSettings;
import io.orrery.engine.turn.Turn;
import io.orrery.engine.variable.SetVariables;
import io.orrery.protocol.ChannelCommand;
import io.orrery.protocol.Command;
import io.orrery.protocol.DeploymentCommand;
import io.orrery.protocol.ExporterCommand;
import io.orrery.protocol.IdempotencyCommand;
import io.orrery.protocol.IncidentCommand;
import io.orrery.protocol.InstanceCommand;
import io.orrery.protocol.InstanceCommand.Step;
import io.orrery.protocol.InstanceCommand.StepKind;
import io.orrery.protocol.JobCommand;
import io.orrery.protocol.MessageCommand;
import io.orrery.protocol.SubscriptionCommand;
import io.orrery.protocol.TimerCommand;
import io.orrery.protocol.VariableCommand;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One processor for each command, and what a turn does until nothing is left to do.
final class Processors {

  private final State state;
  private final EngineSettings settings;
  private final JobStreams streams = new JobStreams();
  private final Results results;
  private final Definitions definitions;
  private final Distribution distribution;
  private final Channels channels;
  private final Idempotency idempotency;
  private final Exporters exporters;
  private final Jobs jobs;
  private final ActivateJobs activateJobs;
  private final WorkOnJob workOnJob;
  private final UpdateJob updateJob;
  private final CreateInstance createInstance;
  private final CancelInstance cancelInstance;
  private final SetVariables setVariables;
  private final ResolveIncident resolveIncident;
  private final Messages messages;
  private final Timers timers;
  private final DeployResources deployResources;
  private final Elements elements;
  private final Quarantine quarantine;

  Processors(
      State state,
      EngineSettings settings,
      Quarantine quarantine,
      InstantSource time,
      EvaluationGuard guard) {
    this.state = state;
    this.settings = settings;
    this.quarantine = quarantine;
    var expressions = new Expressions(time, guard);
    var deployments = new Deployments(time, guard);
    definitions = new Definitions(state.definitions(), deployments);
    distribution = new Distribution(state.definitions());
    channels = new Channels(state.channels(), settings);
    exporters = new Exporters(state.exporters());
    var behaviors = Behaviors.of(state, settings, definitions, expressions, streams);
    var variables = behaviors.variables();
    idempotency = behaviors.idempotency();
    results = behaviors.results();
    jobs = behaviors.jobs();
    timers = behaviors.timers();
    activateJobs = new ActivateJobs(jobs);
    workOnJob = new WorkOnJob(state, jobs, variables, behaviors.triggers(), behaviors.errors());
    updateJob = new UpdateJob(state);
    createInstance = createInstance(behaviors);
    cancelInstance = new CancelInstance(state);
    setVariables = new SetVariables(state.elements(), variables);
    resolveIncident = new ResolveIncident(state, jobs);
    messages =
        new Messages(
            state,
            behaviors.subscriptions(),
            new Correlations(state),
            behaviors.startEvents(),
            idempotency);
    var starts = new StartTriggers(definitions, expressions, behaviors.startEvents(), timers);
    deployResources =
        new DeployResources(
            state.definitions(), definitions, deployments, starts, distribution, settings);
    elements = new Elements(behaviors);
  }

  private static CreateInstance createInstance(Behaviors behaviors) {
    return new CreateInstance(
        behaviors.state().definitions(),
        behaviors.state().elements(),
        behaviors.definitions(),
        behaviors.instances(),
        behaviors.idempotency(),
        behaviors.results());
  }

  JobStreams streams() {
    return streams;
  }

  Results results() {
    return results;
  }

  Jobs jobs() {
    return jobs;
  }

  Timers timers() {
    return timers;
  }

  Channels channels() {
    return channels;
  }

  /// Forgets what only a leader knows.
  void forgetCallers() {
    definitions.clear();
    streams.clear();
    results.clear();
    distribution.clear();
    channels.clear();
  }

  /// Decides a command, and everything that follows from it in this turn.
  void process(Command command, Turn turn) {
    dispatch(command, turn);
    settle(turn);
  }

  private void dispatch(Command command, Turn turn) {
    if (quarantine.holds(command, turn)) {
      return;
    }
    switch (command) {
      case InstanceCommand each -> process(each, turn);
      case JobCommand each -> process(each, turn);
      case MessageCommand each -> messages.process(each, turn);
      case SubscriptionCommand each -> messages.process(each, turn);
      case DeploymentCommand each -> deployResources.process(each, turn);
      case IdempotencyCommand each -> idempotency.process(each, turn);
      case ExporterCommand each -> exporters.process(each, turn);
      case ChannelCommand each -> process(each, turn);
      case VariableCommand.Set each -> setVariables.process(each, turn);
      case IncidentCommand.Resolve each -> resolveIncident.process(each, turn);
      case TimerCommand.Trigger each -> timers.trigger(each, turn);
    }
  }

  private void process(InstanceCommand command, Turn turn) {
    switch (command) {
      case InstanceCommand.Create each -> createInstance.process(each, turn);
      case InstanceCommand.Cancel each -> cancelInstance.process(each, turn);
      case InstanceCommand.Continue(var instanceKey, var steps, var round) -> {
        turn.goOn(instanceKey, round);
        steps.forEach(turn::step);
      }
    }
  }

  private void process(JobCommand command, Turn turn) {
    switch (command) {
      case JobCommand.Activate each -> activateJobs.process(each, turn);
      case JobCommand.Complete each -> workOnJob.complete(each, turn);
      case JobCommand.Fail each -> workOnJob.fail(each, turn);
      case JobCommand.ThrowError each -> workOnJob.throwError(each, turn);
      case JobCommand.TimeOut each -> workOnJob.timeOut(each, turn);
      case JobCommand.RecurAfterBackOff each -> workOnJob.recur(each, turn);
      case JobCommand.Yield each -> workOnJob.yield(each, turn);
      case JobCommand.UpdateRetries each -> updateJob.retries(each, turn);
      case JobCommand.UpdateTimeout each -> updateJob.timeout(each, turn);
    }
  }

  private void process(ChannelCommand command, Turn turn) {
    switch (command) {
      case ChannelCommand.Receive each -> {
        var inner = channels.receive(each, turn);
        if (inner != null) {
          dispatch(inner, turn);
        }
      }
      case ChannelCommand.Acknowledge each -> channels.acknowledge(each, turn);
    }
  }

  /// Takes steps, carries out local commands and hands out jobs until nothing is left, or until the
  /// turn has done enough and puts the rest off.
  void settle(Turn turn) {
    var taken = 0;
    var entered = false;
    while (true) {
      var step = turn.nextStep();
      if (step != null) {
        if (taken++ == settings.maxSteps()) {
          putOff(step, entered, turn);
          taken = 0;
          entered = false;
        } else {
          entered |= step.kind() == StepKind.ENTER;
          take(step, turn);
        }
        continue;
      }
      var local = turn.nextLocal();
      if (local != null) {
        dispatch(local, turn);
        continue;
      }
      var type = turn.nextOffered();
      if (type == null) {
        return;
      }
      jobs.handOut(type, turn);
    }
  }

  /// An instance that enters one element after the other without ever waiting is stopped where it
  /// is about to enter the next one; every loop does that somewhere.
  private void take(Step step, Turn turn) {
    if (turn.round() > settings.maxRounds() && isEndless(step, turn)) {
      elements.stop(step, turn.round(), turn);
    } else {
      elements.run(step, turn);
    }
  }

  private boolean isEndless(Step step, Turn turn) {
    var scope = step.kind() == StepKind.ENTER ? state.elements().find(step.elementKey()) : null;
    return scope != null && turn.round(scope.value().instanceKey()) > settings.maxRounds();
  }

  /// Puts off what is left to do, for each instance by itself.
  ///
  /// @param entered whether elements were entered since something was put off last
  private void putOff(Step first, boolean entered, Turn turn) {
    var left = new LinkedHashMap<Long, List<Step>>();
    putOff(first, left);
    turn.drainSteps().forEach(each -> putOff(each, left));
    left.forEach((instanceKey, steps) -> {
      var round = turn.round(instanceKey) + (entered ? 1 : 0);
      turn.enqueue(new InstanceCommand.Continue(instanceKey, List.copyOf(steps), round));
    });
  }

  private void putOff(Step step, Map<Long, List<Step>> left) {
    var element = state.elements().find(step.elementKey());
    if (element != null) {
      left.computeIfAbsent(element.value().instanceKey(), _ -> new ArrayList<>()).add(step);
    }
  }
}
