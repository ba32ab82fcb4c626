package io.orrery.engine.simulation;

import static io.orrery.engine.testing.TestEngine.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.engine.testing.TestEngine;
import io.orrery.engine.testing.TestPartition;
import io.orrery.engine.testing.TestWorld;
import io.orrery.protocol.Incident;
import io.orrery.protocol.IncidentCommand;
import io.orrery.protocol.InstanceCommand;
import io.orrery.protocol.InstanceEvent;
import io.orrery.protocol.JobCommand;
import io.orrery.protocol.JobEvent;
import io.orrery.protocol.Keys;
import io.orrery.protocol.LogRecord;
import io.orrery.protocol.ProcessSubscription;
import io.orrery.protocol.ProcessSubscriptionEvent;
import io.orrery.protocol.Response;
import io.orrery.protocol.VariableCommand;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Helps all instances to their end: completes jobs, mends what incidents say, publishes what is
/// waited for, lets time pass. What does not end then is stuck.
final class Drain {

  private static final int MAX_ROUNDS = 300;
  private static final String FINE = "{\"x\":5,\"again\":false,\"boom\":false,\"key\":\"k0\"}";

  private final TestWorld world;

  Drain(TestWorld world) {
    this.world = world;
  }

  void run(List<String> models) {
    for (var each : models) {
      world.send(1, TestEngine.deployment(retired(each)));
    }
    world.settle();
    world.partitions().forEach(this::cancelWhatBeganInTheMiddle);
    help(MAX_ROUNDS, Duration.ofSeconds(30));
    for (var each : world.partitions()) {
      var history = world.history(each.settings().partition());
      for (var key : history.openInstances()) {
        assertThat(history.life(key))
            .as(
                "stuck: %s, incidents: %s, failures: %s",
                history.open(key), history.incidents(), each.failures())
            .isEmpty();
      }
    }
    world.advance(Duration.ofDays(2));
  }

  /// Helps for some rounds, or until no instance is left.
  void help(int rounds, Duration round) {
    for (var i = 0; i < rounds && isOpen(); i++) {
      for (var each : world.partitions()) {
        calm(each);
        mend(each);
        finishJobs(each);
        publish(each);
      }
      world.advance(round);
      world.settle();
    }
  }

  /// A version that nothing begins by itself.
  private static io.orrery.engine.testing.Model retired(String id) {
    return io.orrery.engine.testing.Model.process(id).start().end("retired").model();
  }

  private boolean isOpen() {
    return world.partitions().stream()
        .anyMatch(it -> !world.history(it.settings().partition()).openInstances().isEmpty());
  }

  /// An instance that began on one branch of a fork never passes the join.
  private void cancelWhatBeganInTheMiddle(TestPartition partition) {
    var history = world.history(partition.settings().partition());
    var open = history.openInstances();
    history
        .events(InstanceEvent.Created.class)
        .filter(it -> !it.startElements().isEmpty() && open.contains(it.instanceKey()))
        .toList()
        .forEach(it ->
            world.send(
                partition.settings().partition(),
                new InstanceCommand.Cancel(it.instanceKey(), null)));
  }

  /// Sets the variables that steer the models, in whatever scope they are.
  private void calm(TestPartition partition) {
    var id = partition.settings().partition();
    for (var instance : world.history(id).openInstances()) {
      for (var scope : world.history(id).open(instance).keySet()) {
        world.send(id, new VariableCommand.Set(scope, json(FINE), false, null));
      }
    }
  }

  private void mend(TestPartition partition) {
    var id = partition.settings().partition();
    for (var each : incidents(id).entrySet()) {
      var incident = each.getValue();
      var instanceKey = incident.element().instanceKey();
      world.send(id, new VariableCommand.Set(instanceKey, json(FINE), false, null));
      world.send(id, new VariableCommand.Set(incident.elementKey(), json(FINE), false, null));
      world.send(id, new VariableCommand.Set(incident.elementKey(), json(FINE), true, null));
      if (incident.jobKey() > 0) {
        world.send(id, new JobCommand.UpdateRetries(incident.jobKey(), 1, null));
      }
      world.send(id, new IncidentCommand.Resolve(each.getKey(), null));
    }
  }

  /// The unresolved incidents of a partition.
  private Map<Long, Incident> incidents(int partition) {
    return world.history(partition).incidents();
  }

  /// The key of a random unresolved incident, or of none.
  long incident(int partition, Random random) {
    var open = List.copyOf(incidents(partition).keySet());
    return open.isEmpty() ? 7 : open.get(random.nextInt(open.size()));
  }

  private void finishJobs(TestPartition partition) {
    var id = partition.settings().partition();
    for (var type : types(partition)) {
      var command =
          new JobCommand.Activate(type, "drain", Duration.ofSeconds(10), 100, List.of("x"));
      var request = world.send(id, command);
      var answer = world.answer(id, Response.JobsActivated.class, request);
      for (var job : answer.jobs()) {
        world.send(id, new JobCommand.Complete(job.key(), json(FINE), job.lease()));
      }
    }
    for (var key : held(partition)) {
      world.send(id, new JobCommand.Complete(key, json(FINE), 0));
    }
  }

  private Set<String> types(TestPartition partition) {
    return world
        .history(partition.settings().partition())
        .events(JobEvent.Created.class)
        .map(it -> it.job().type())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// The jobs that were handed out to workers that may never answer.
  private static List<Long> held(TestPartition partition) {
    var held = new LinkedHashSet<Long>();
    for (LogRecord each : partition.records()) {
      switch (each.content()) {
        case JobEvent.BatchActivated batch ->
            batch.jobs().forEach(activation -> held.add(activation.jobKey()));
        case JobEvent.Completed _, JobEvent.Canceled _ -> held.remove(each.key());
        default -> {
          // tells nothing of who has a job
        }
      }
    }
    return List.copyOf(held);
  }

  private void publish(TestPartition partition) {
    var open = new LinkedHashMap<Long, ProcessSubscription>();
    for (LogRecord each : partition.records()) {
      switch (each.content()) {
        case ProcessSubscriptionEvent.Creating(var subscription) ->
            open.put(each.key(), subscription);
        case ProcessSubscriptionEvent.Deleting _ -> open.remove(each.key());
        case ProcessSubscriptionEvent.Correlated(var subscription, _, _)
            when subscription.interrupting() ->
            open.remove(each.key());
        default -> {
          // still open
        }
      }
    }
    for (var each : open.values()) {
      if (each.interrupting()) {
        var home = Keys.homeOf(each.correlationKey(), world.partitions().size());
        world.send(
            home,
            TestEngine.message(
                each.name(), each.correlationKey(), Duration.ofSeconds(20), "", "{}"));
      }
    }
  }
}
