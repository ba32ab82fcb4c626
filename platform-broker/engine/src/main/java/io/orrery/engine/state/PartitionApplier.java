package io.orrery.engine.state;

import io.orrery.protocol.ChannelEvent;
import io.orrery.protocol.Command;
import io.orrery.protocol.ContinuationEvent;
import io.orrery.protocol.IdempotencyEvent;
import io.orrery.protocol.InstanceEvent;
import io.orrery.protocol.JobCommand;
import io.orrery.protocol.TimerCommand;

/// Turns the events of a partition's own affairs into changes: channels to other partitions, work
/// put off, remembered answers, quarantine.
final class PartitionApplier {

  private final ChannelTable channels;
  private final ContinuationTable continuations;
  private final RememberedTable remembered;
  private final QuarantineTable quarantine;
  private final TimerTable timers;
  private final JobTable jobs;
  private final DueTable due;

  PartitionApplier(State state) {
    channels = state.channels();
    continuations = state.continuations();
    remembered = state.remembered();
    quarantine = state.quarantine();
    timers = state.timers();
    jobs = state.jobs();
    due = state.due();
  }

  void apply(ChannelEvent event) {
    switch (event) {
      case ChannelEvent.Sent(var to, var sequence, var command) ->
          channels.sent(to, sequence, command);
      case ChannelEvent.Acknowledged(var to, var sequence) -> channels.acknowledged(to, sequence);
      case ChannelEvent.Received(var from, var sequence) -> channels.received(from, sequence);
    }
  }

  void apply(long key, ContinuationEvent event) {
    switch (event) {
      case ContinuationEvent.Enqueued(var command) -> continuations.insert(key, command);
      case ContinuationEvent.Dequeued _ -> continuations.delete(key);
    }
  }

  void apply(IdempotencyEvent event) {
    switch (event) {
      case IdempotencyEvent.Remembered(var id, var fingerprint, var response, var until) -> {
        forget(id);
        remembered.put(id, new Remembered(fingerprint, response, until));
        due.add(until, Due.REMEMBERED, id);
      }
      case IdempotencyEvent.Forgotten(var id) -> forget(id);
    }
  }

  private void forget(String id) {
    var before = remembered.find(id);
    if (before != null) {
      due.remove(before.until(), Due.REMEMBERED, id);
      remembered.delete(id);
    }
  }

  /// What was due and failed is not due again: it waits in quarantine.
  private void keepQuiet(Command command) {
    var key = command.target();
    if (command instanceof TimerCommand.Trigger) {
      var timer = timers.find(key);
      due.remove(timer == null ? null : timer.due(), Due.TIMER, key);
    } else if (command instanceof JobCommand.TimeOut) {
      var stored = jobs.find(key);
      due.remove(stored == null ? null : stored.job().deadline(), Due.JOB_TIMEOUT, key);
    } else if (command instanceof JobCommand.RecurAfterBackOff) {
      var stored = jobs.find(key);
      due.remove(stored == null ? null : stored.job().deadline(), Due.JOB_BACK_OFF, key);
    }
  }

  void apply(InstanceEvent event) {
    switch (event) {
      case InstanceEvent.Created _, InstanceEvent.ResultCompleted _ -> {
        // the facts of an instance are its element events
      }
      case InstanceEvent.Quarantined(var instanceKey, var command, var reason, _) -> {
        quarantine.add(instanceKey, reason, command);
        keepQuiet(command);
      }
      case InstanceEvent.Released(var instanceKey) -> quarantine.delete(instanceKey);
    }
  }
}
