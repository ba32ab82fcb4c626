package io.orrery.broker.partition;

import io.orrery.bpmn.expression.EvaluationGuard;
import io.orrery.engine.Engine;
import io.orrery.engine.turn.EngineSettings;
import io.orrery.log.Replica;
import io.orrery.protocol.codec.Decoder;
import io.orrery.protocol.codec.Records;
import io.orrery.store.Store;
import io.orrery.store.StoreOptions;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The state of a partition as it is being worked on: a store in a directory of its own, and the
/// engine on top of it. Belongs to the thread of the partition.
///
/// The store keeps no log of its own (RocksDB's WAL is off), because the partition's log already
/// has everything: a second one would cost a second fsync per entry and could only say the same.
/// The price is that the directory means nothing after the process ended, so it is thrown away at
/// the start and built anew from the newest snapshot, the one point of which log and state agree,
/// and what the log has after it.
final class LiveState implements AutoCloseable {

  private final Path directory;
  private final StoreOptions options;
  private final EngineSettings settings;
  private final Consumer<RuntimeException> failures;
  private final EvaluationGuard guard;
  private @Nullable Store store;
  private @Nullable Engine engine;
  private long appliedIndex = Replica.NOTHING;
  private long writtenIndex = Replica.NOTHING;

  /// @param failures is told of each failure of the engine
  /// @param guard ends expressions that take too long or too much
  LiveState(
      Path directory,
      StoreOptions options,
      EngineSettings settings,
      Consumer<RuntimeException> failures,
      EvaluationGuard guard) {
    this.directory = directory;
    this.options = options;
    this.settings = settings;
    this.failures = failures;
    this.guard = guard;
  }

  /// Begins anew with a snapshot, or with nothing.
  ///
  /// @return the index that the state contains
  long restore(@Nullable Path snapshot) {
    close();
    SnapshotFiles.delete(directory);
    writtenIndex = Replica.NOTHING;
    if (snapshot != null) {
      SnapshotFiles.unpack(snapshot, directory);
      writtenIndex = SnapshotFiles.indexOf(snapshot);
    }
    open();
    return writtenIndex;
  }

  /// Goes back to what was written down, which is always committed, and forgets what was only in
  /// memory.
  ///
  /// @return the index that the state contains
  long rewind() {
    close();
    open();
    return writtenIndex;
  }

  private void open() {
    var opened = Store.open(directory, options);
    store = opened;
    engine = new Engine(settings, opened, failures, guard);
    appliedIndex = writtenIndex;
  }

  /// Applies a committed entry, unless it was decided on a state that never came to be.
  ///
  /// @return whether it was applied
  boolean apply(long index, ByteBuffer entry) {
    var in = Decoder.of(entry);
    var base = Records.baseOf(in);
    var isNext = base == engine().lastPosition();
    if (isNext) {
      engine().apply(Records.readBatch(in, base));
    }
    appliedIndex = index;
    return isNext;
  }

  /// The position on which an entry was decided.
  static long baseOf(ByteBuffer entry) {
    return Records.baseOf(Decoder.of(entry));
  }

  /// Notes that everything up to the index is written down.
  void writtenUpTo(long index) {
    writtenIndex = index;
  }

  Engine engine() {
    if (engine == null) {
      throw new IllegalStateException("the state of the partition is not loaded");
    }
    return engine;
  }

  Store store() {
    if (store == null) {
      throw new IllegalStateException("the state of the partition is not loaded");
    }
    return store;
  }

  boolean isOpen() {
    return store != null;
  }

  /// The index of the newest entry that was applied here as a replica.
  long appliedIndex() {
    return appliedIndex;
  }

  long writtenIndex() {
    return writtenIndex;
  }

  StoreOptions options() {
    return options;
  }

  @Override
  public void close() {
    var open = store;
    store = null;
    engine = null;
    if (open != null) {
      open.close();
    }
  }
}
