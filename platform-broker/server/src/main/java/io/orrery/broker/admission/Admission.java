package io.orrery.broker.admission;

import io.orrery.broker.disk.DiskSpace;
import io.orrery.transport.Answer;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The door of a partition: lets a command in, or says why not. Any thread may ask.
public final class Admission {

  public static final String CPU = "cpu";
  public static final String DISK = "disk";
  public static final String MEMORY = "memory";

  private final int partition;
  private final BackPressure settings;
  private final AdaptiveLimit limit;
  private final Supplier<DiskSpace> disk;
  private final Map<String, LongAdder> refused =
      Map.of(CPU, new LongAdder(), DISK, new LongAdder(), MEMORY, new LongAdder());

  /// Why the partition takes nothing at all, or null.
  private volatile @Nullable String shut = "it has not started yet";

  /// Why the state cannot grow, or null.
  private volatile @Nullable String stateFull;

  public Admission(int partition, BackPressure settings, Supplier<DiskSpace> disk) {
    this.partition = partition;
    this.settings = settings;
    this.limit = new AdaptiveLimit(settings);
    this.disk = disk;
  }

  /// Whether the command may not come in, and why.
  ///
  /// @param inFlight how many commands are in already
  /// @param bytes how many bytes they take, this one included
  public @Nullable Answer refusal(CommandClass kind, long inFlight, long bytes) {
    var reason = shut;
    if (reason != null) {
      return shutRefusal(kind, reason);
    }
    return switch (kind) {
      case CREATE -> createRefusal(inFlight, bytes);
      case WORK -> workRefusal(inFlight, bytes);
      case INTERNAL -> null;
    };
  }

  /// Without space the log closes by itself; then the disk is what the caller has to hear of.
  private Answer shutRefusal(CommandClass kind, String reason) {
    var space = disk.get();
    return kind != CommandClass.INTERNAL && space.level() == DiskSpace.Level.CRITICAL
        ? overloaded(DISK, space.describe())
        : new Answer.Unavailable("partition %d: %s".formatted(partition, reason), false);
  }

  private @Nullable Answer createRefusal(long inFlight, long bytes) {
    var space = disk.get();
    var full = stateFull;
    var most = limit.limit();
    if (space.level() != DiskSpace.Level.ENOUGH) {
      return overloaded(DISK, space.describe());
    } else if (full != null) {
      return overloaded(DISK, full);
    } else if (inFlight >= most) {
      return overloaded(
          CPU,
          "%d commands are under way on partition %d; creates are taken up to %d to commit in %d ms"
              .formatted(inFlight, partition, most, settings.targetLatency().toMillis()));
    }
    return bytesRefusal(bytes, settings.createBytes());
  }

  private @Nullable Answer workRefusal(long inFlight, long bytes) {
    var space = disk.get();
    if (space.level() == DiskSpace.Level.CRITICAL) {
      return overloaded(DISK, space.describe());
    } else if (inFlight >= settings.hardLimit()) {
      return overloaded(
          CPU,
          "%d commands are under way on partition %d, the limit is %d"
              .formatted(inFlight, partition, settings.hardLimit()));
    }
    return bytesRefusal(bytes, settings.maxBytes());
  }

  private @Nullable Answer bytesRefusal(long bytes, long most) {
    return bytes <= most
        ? null
        : overloaded(
            MEMORY,
            "the commands under way on partition %d take %d KiB with this one, the limit is %d KiB"
                .formatted(partition, bytes >> 10, most >> 10));
  }

  private Answer overloaded(String cause, String reason) {
    var counter = refused.get(cause);
    if (counter != null) {
      counter.increment();
    }
    return new Answer.Overloaded(cause, reason);
  }

  /// Lets commands in.
  public void open() {
    shut = null;
  }

  /// Lets nothing in.
  public void shut(String reason) {
    shut = reason;
  }

  /// Refuses creates because the state cannot grow, or no longer when null.
  public void stateFull(@Nullable String reason) {
    stateFull = reason;
  }

  public AdaptiveLimit limit() {
    return limit;
  }

  /// How many commands were refused for want of something.
  public long refused(String cause) {
    var counter = refused.get(cause);
    return counter == null ? 0 : counter.sum();
  }
}
