package io.orrery.broker.disk;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.broker.disk.DiskSpace.Level;
import org.junit.jupiter.api.Test;

class DiskMonitorTest {

  private static final long GIB = 1 << 30;

  @Test
  void tellsWhenTheDiskIsLowCriticalAndWellAgain() {
    var volume = new FakeVolume(100 * GIB);
    var monitor = new DiskMonitor(volume, new DiskWatermarks(2 * GIB, GIB));
    assertThat(levelAt(monitor, volume, 2 * GIB)).isEqualTo(Level.ENOUGH);
    assertThat(levelAt(monitor, volume, 2 * GIB - 1)).isEqualTo(Level.LOW);
    assertThat(levelAt(monitor, volume, GIB)).isEqualTo(Level.LOW);
    assertThat(levelAt(monitor, volume, GIB - 1)).isEqualTo(Level.CRITICAL);
    assertThat(levelAt(monitor, volume, 50 * GIB)).isEqualTo(Level.ENOUGH);
  }

  @Test
  void countsAWatermarkAsAShareOfASmallVolume() {
    var volume = new FakeVolume(1_000);
    var monitor = new DiskMonitor(volume, new DiskWatermarks(2 * GIB, GIB));
    assertThat(levelAt(monitor, volume, 100)).isEqualTo(Level.ENOUGH);
    assertThat(levelAt(monitor, volume, 99)).isEqualTo(Level.LOW);
    assertThat(levelAt(monitor, volume, 49)).isEqualTo(Level.CRITICAL);
  }

  private static Level levelAt(DiskMonitor monitor, FakeVolume volume, long free) {
    volume.free(free);
    monitor.look();
    return monitor.get().level();
  }
}
