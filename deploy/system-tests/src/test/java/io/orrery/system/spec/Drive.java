package io.orrery.system.spec;

import io.camunda.zeebe.client.ZeebeClient;
import io.orrery.protocol.JobEvent;
import io.orrery.protocol.LogRecord;
import io.orrery.protocol.ProcessSubscriptionEvent;
import io.orrery.protocol.StartSubscriptionEvent;
import io.orrery.system.harness.Await;
import io.orrery.system.harness.Journal;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/// Drives an instance of any process to its end: does every job, sends every message that is waited
/// for.
final class Drive {

  /// What the models of others ask for by name.
  private static final Map<String, Object> VARIABLES =
      Map.of("correlationKey", "k", "key", "k", "prId", "k", "totalLoops", 3);

  private static final String ANY_KEY = "k";

  private final ZeebeClient client;
  private final Journal journal;
  private final Set<Long> done = new HashSet<>();

  Drive(ZeebeClient client, Journal journal) {
    this.client = client;
    this.journal = journal;
  }

  void toTheEnd(long definitionKey) {
    var instance = begin(definitionKey);
    if (instance.isEmpty()) {
      return;
    }
    var key = instance.getAsLong();
    Await.value(
        () -> "the end of " + journal.lives(key).toList() + journal.troubles(key).toList(),
        Await.BOUND,
        () -> {
          records(key).forEach(this::answer);
          return journal.state(key).equals("completed") ? Boolean.TRUE : null;
        });
  }

  /// Starts an instance by command or message; there is none if only a timer starts it.
  private OptionalLong begin(long definitionKey) {
    var process = journal.refresh().process(definitionKey);
    if (process.root().noneStart() >= 0) {
      var created =
          client
              .newCreateInstanceCommand()
              .processDefinitionKey(definitionKey)
              .variables(VARIABLES)
              .send()
              .join();
      return OptionalLong.of(created.getProcessInstanceKey());
    }
    return journal.refresh().records().stream()
        .filter(record ->
            record.content() instanceof StartSubscriptionEvent.Created(var subscription)
                && subscription.definitionKey() == definitionKey)
        .map(record -> ((StartSubscriptionEvent.Created) record.content()).subscription().name())
        .toList()
        .stream()
        .mapToLong(this::startByMessage)
        .findFirst();
  }

  private long startByMessage(String name) {
    publish(name);
    return Await.value(
        "an instance started by message " + name,
        Await.BOUND,
        () ->
            journal.refresh().records().reversed().stream()
                .filter(record ->
                    record.content() instanceof StartSubscriptionEvent.Correlated it
                        && it.subscription().name().equals(name))
                .map(it -> ((StartSubscriptionEvent.Correlated) it.content()).instanceKey())
                .findFirst()
                .orElse(null));
  }

  private Stream<LogRecord> records(long instance) {
    return journal.refresh().records().stream()
        .filter(record ->
            switch (record.content()) {
              case JobEvent.Created(var job) -> job.element().instanceKey() == instance;
              case ProcessSubscriptionEvent.Created(var subscription) ->
                  subscription.element().instanceKey() == instance;
              default -> false;
            })
        .filter(record -> done.add(record.key()));
  }

  private void answer(LogRecord record) {
    switch (record.content()) {
      case JobEvent.Created(var job) -> complete(job.type());
      case ProcessSubscriptionEvent.Created(var subscription) ->
          client
              .newPublishMessageCommand()
              .messageName(subscription.name())
              .correlationKey(subscription.correlationKey())
              .send()
              .join();
      default -> throw new IllegalArgumentException(record.toString());
    }
  }

  private void complete(String type) {
    client
        .newActivateJobsCommand()
        .jobType(type)
        .maxJobsToActivate(1)
        .send()
        .join()
        .getJobs()
        .forEach(job -> client.newCompleteCommand(job).send().join());
  }

  private void publish(String name) {
    client
        .newPublishMessageCommand()
        .messageName(name)
        .correlationKey(ANY_KEY)
        .variables(VARIABLES)
        .send()
        .join();
  }
}
