package io.orrery.engine.incident;

import io.orrery.engine.job.Jobs;
import io.orrery.engine.state.Quarantined;
import io.orrery.engine.state.State;
import io.orrery.engine.turn.Turn;
import io.orrery.protocol.Incident;
import io.orrery.protocol.IncidentCommand;
import io.orrery.protocol.IncidentEvent;
import io.orrery.protocol.InstanceEvent;
import io.orrery.protocol.RejectionType;
import io.orrery.protocol.Response;

/// Has an element instance try again what failed.
public final class ResolveIncident {

  private final State state;
  private final Jobs jobs;

  public ResolveIncident(State state, Jobs jobs) {
    this.state = state;
    this.jobs = jobs;
  }

  public void process(IncidentCommand.Resolve command, Turn turn) {
    var incident = state.incidents().find(command.incidentKey());
    if (incident == null) {
      turn.reject(
          RejectionType.NOT_FOUND,
          "Expected to resolve incident with key '%d', but no such incident was found"
              .formatted(command.incidentKey()));
      return;
    }
    var quarantined = state.quarantine().find(incident.element().instanceKey());
    if (quarantined != null) {
      release(command.incidentKey(), incident, quarantined, turn);
    } else if (incident.jobKey() > 0) {
      resolveJob(command.incidentKey(), incident, turn);
    } else {
      turn.emit(command.incidentKey(), new IncidentEvent.Resolved(incident));
      turn.step(incident.step());
    }
    if (!turn.isRejected()) {
      turn.reply(new Response.Done());
    }
  }

  /// Only the incident of the quarantine itself, which is that of the process, ends it.
  private void release(long incidentKey, Incident incident, Quarantined quarantined, Turn turn) {
    var instanceKey = incident.element().instanceKey();
    if (incident.elementKey() != instanceKey) {
      turn.reject(
          RejectionType.INVALID_STATE,
          "Expected to resolve incident with key '%d', but process instance '%d' is in quarantine: resolve that incident first"
              .formatted(incidentKey, instanceKey));
      return;
    }
    turn.emit(incidentKey, new IncidentEvent.Resolved(incident));
    turn.emit(turn.newKey(), new InstanceEvent.Released(instanceKey));
    quarantined.commands().forEach(turn::enqueue);
    jobs.offerAll(turn);
  }

  private void resolveJob(long incidentKey, Incident incident, Turn turn) {
    var stored = state.jobs().find(incident.jobKey());
    if (stored != null && stored.job().retries() <= 0) {
      turn.reject(
          RejectionType.INVALID_STATE,
          "Expected to resolve incident with key '%d', but its job with key '%d' has no retries left: update its retries first"
              .formatted(incidentKey, incident.jobKey()));
      return;
    }
    turn.emit(incidentKey, new IncidentEvent.Resolved(incident));
    if (stored != null) {
      turn.offer(stored.job().type());
    }
  }
}
