package io.orrery.readmodel.adapter;

import io.orrery.exporter.api.ProcessValue;
import io.orrery.exporter.api.Record;
import io.orrery.readmodel.projection.Changes;
import io.orrery.readmodel.projection.Projection;
import io.orrery.readmodel.projection.ProjectionTarget;

/// Gives a target what records mean. One thread.
public final class Projector {

  private final Projection projection;
  private final ProjectionTarget target;

  public Projector(Projection projection, ProjectionTarget target) {
    this.projection = projection;
    this.target = target;
  }

  public void project(Record record) {
    projection.project(record, target);
  }

  /// Gives the target what a record means that others have overtaken, if that is still true. It is
  /// for a definition, which nothing changes. What else there is may have changed or ended since
  /// then, and that was passed over: a job that begins late would wait for ever.
  ///
  /// @throws IllegalStateException if nobody can tell
  public void makeUpFor(Record record) {
    if (record.value() instanceof ProcessValue) {
      project(record);
      return;
    }
    var late = new Changes();
    projection.project(record, late);
    if (!late.isEmpty()) {
      throw new IllegalStateException(
          "the read model is beyond position %d, and what came behind it was about the same things:"
                  .formatted(record.position())
              + " only a read model that is filled anew can have it");
    }
  }
}
