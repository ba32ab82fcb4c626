package io.orrery.broker.disk;

import java.io.IOException;
import java.nio.file.FileStore;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Watches the free space of the volume that holds the partitions.
///
/// [#look] is called now and then by one thread; everyone may read what it saw last.
public final class DiskMonitor implements Supplier<DiskSpace> {

  private static final Logger LOG = LoggerFactory.getLogger(DiskMonitor.class);

  private final FileStore volume;
  private final DiskWatermarks watermarks;
  private volatile DiskSpace seen = DiskSpace.UNKNOWN;

  public DiskMonitor(FileStore volume, DiskWatermarks watermarks) {
    this.volume = volume;
    this.watermarks = watermarks;
  }

  /// Looks at the volume. When it cannot be asked, what was seen before still counts.
  public void look() {
    var before = seen;
    try {
      seen = watermarks.assess(volume.getUsableSpace(), volume.getTotalSpace());
    } catch (IOException e) {
      LOG.warn("Cannot ask {} for its free space", volume, e);
      return;
    }
    if (seen.level() != before.level()) {
      LOG.warn("Disk: {} (was {}): {}", seen.level(), before.level(), seen.describe());
    }
  }

  @Override
  public DiskSpace get() {
    return seen;
  }
}
