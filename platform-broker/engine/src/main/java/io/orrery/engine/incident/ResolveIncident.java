package io.orrery.engine.incident;

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

  public ResolveIncident(State state) {
    this.state = state;
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
      turn.emit(command.incidentKey(), new IncidentEvent.Resolved(incident));
      turn.emit(turn.newKey(), new InstanceEvent.Released(incident.element().instanceKey()));
      quarantined.commands().forEach(turn::enqueue);
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
