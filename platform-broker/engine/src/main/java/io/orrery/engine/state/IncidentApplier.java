package io.orrery.engine.state;

import io.orrery.protocol.Incident;
import io.orrery.protocol.IncidentEvent;

/// Turns incident events into changes of the incident table, and frees the jobs that waited.
final class IncidentApplier {

  private final IncidentTable incidents;
  private final JobApplier jobs;

  IncidentApplier(IncidentTable incidents, JobApplier jobs) {
    this.incidents = incidents;
    this.jobs = jobs;
  }

  void apply(long key, IncidentEvent event) {
    switch (event) {
      case IncidentEvent.Raised(var incident) -> {
        incidents.insert(key, incident);
        if (incident.jobKey() > 0) {
          jobs.stop(incident.jobKey());
        }
      }
      case IncidentEvent.Resolved(var incident) -> resolve(key, incident);
    }
  }

  private void resolve(long key, Incident incident) {
    incidents.delete(key, incident);
    if (incident.jobKey() > 0) {
      jobs.release(incident.jobKey());
    }
  }
}
