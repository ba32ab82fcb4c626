package io.orrery.protocol;

/// What can happen to an incident. The record's key is the incident's.
public sealed interface IncidentEvent extends Event {

  Incident incident();

  record Raised(Incident incident) implements IncidentEvent {}

  record Resolved(Incident incident) implements IncidentEvent {}
}
