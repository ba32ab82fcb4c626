package io.orrery.readmodel.adapter;

import io.orrery.exporter.api.Record;
import io.orrery.readmodel.projection.Projection;
import io.orrery.readmodel.projection.ProjectionTarget;
import java.util.HashSet;
import java.util.Set;

/// Gives a target what records mean. A record that fails here is passed over, and can be made up
/// for as long as this is used. One thread.
public final class Projector {

  /// How many records that failed are remembered.
  private static final int MAX_MISSED = 1_000;

  private final Projection projection;
  private final ProjectionTarget target;
  private final Set<Long> missed = new HashSet<>();

  public Projector(Projection projection, ProjectionTarget target) {
    this.projection = projection;
    this.target = target;
  }

  public void project(Record record) {
    try {
      projection.project(record, target);
      if (!missed.isEmpty()) {
        missed.remove(record.position());
      }
    } catch (RuntimeException e) {
      if (missed.size() < MAX_MISSED) {
        missed.add(record.position());
      }
      throw e;
    }
  }

  /// Whether a record failed and was not made up for.
  public boolean hasMissed(Record record) {
    return missed.contains(record.position());
  }
}
