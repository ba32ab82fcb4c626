package io.orrery.readmodel.adapter;

import io.orrery.readmodel.BatchOperations;
import io.orrery.readmodel.ReadModel;
import io.orrery.readmodel.query.ActivityPoint;
import io.orrery.readmodel.query.DefinitionStatistics;
import io.orrery.readmodel.query.ElementStatistics;
import io.orrery.readmodel.query.Filter;
import io.orrery.readmodel.query.IncidentStatistics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A read model that is open, whatever keeps the documents.
public abstract class AdaptedReadModel implements ReadModel, AutoCloseable {

  /// How many variables of a past moment an answer has at most.
  public static final int MAX_VARIABLES = 10_000;

  /// How often a position that is waited for is looked for.
  private static final long LOOK_INTERVAL = TimeUnit.MILLISECONDS.toNanos(50);

  private final Counting counting;

  protected AdaptedReadModel(Counting counting) {
    this.counting = counting;
  }

  /// The batch operations in the same place; to be used while this is open.
  public abstract BatchOperations batchOperations();

  @Override
  public final List<ElementStatistics> elementStatistics(
      long processDefinitionKey, Filter instances) {
    return counting.elements(processDefinitionKey, instances);
  }

  @Override
  public final List<ElementStatistics> elementStatistics(long processInstanceKey) {
    return counting.elements(processInstanceKey);
  }

  @Override
  public final List<DefinitionStatistics> definitionStatistics() {
    return counting.definitions();
  }

  @Override
  public final List<IncidentStatistics> incidentStatistics() {
    return counting.incidents();
  }

  @Override
  public final List<ActivityPoint> activity(Instant from, Instant to, Duration interval) {
    return counting.activity(from, to, interval);
  }

  @Override
  public final boolean await(int partitionId, long position, Duration timeout) {
    long end = System.nanoTime() + timeout.toNanos();
    while (!reaches(partitionId, position)) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      try {
        rest(partitionId, position, Math.min(left, LOOK_INTERVAL));
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }

  /// Whether everything up to a position can be seen now.
  protected abstract boolean reaches(int partitionId, long position);

  /// Waits for this long, or until a position may have been reached.
  protected void rest(int partitionId, long position, long nanos) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(nanos);
  }

  @Override
  public abstract void close();
}
