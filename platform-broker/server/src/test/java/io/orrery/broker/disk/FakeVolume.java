package io.orrery.broker.disk;

import java.nio.file.FileStore;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.FileStoreAttributeView;
import org.jspecify.annotations.Nullable;

/// A volume with as much free space as a test wants.
public final class FakeVolume extends FileStore {

  private final long total;
  private volatile long free;

  public FakeVolume(long total) {
    this.total = total;
    free = total;
  }

  public void free(long bytes) {
    free = bytes;
  }

  @Override
  public String name() {
    return "fake";
  }

  @Override
  public String type() {
    return "fake";
  }

  @Override
  public boolean isReadOnly() {
    return false;
  }

  @Override
  public long getTotalSpace() {
    return total;
  }

  @Override
  public long getUsableSpace() {
    return free;
  }

  @Override
  public long getUnallocatedSpace() {
    return free;
  }

  @Override
  public boolean supportsFileAttributeView(Class<? extends FileAttributeView> type) {
    return false;
  }

  @Override
  public boolean supportsFileAttributeView(String name) {
    return false;
  }

  @Override
  public <V extends FileStoreAttributeView> @Nullable V getFileStoreAttributeView(Class<V> type) {
    return null;
  }

  @Override
  public Object getAttribute(String attribute) {
    throw new UnsupportedOperationException(attribute);
  }
}
