package io.orrery.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The state of one partition: typed tables in memory layers over RocksDB.
///
/// One thread owns a store and does everything with it, except that a second one may write the
/// frozen layer and take checkpoints. All writes happen in turns, which are committed or rolled
/// back as a whole. Turns change the active layer; now and then the owner freezes it under the
/// position up to which its log was applied, has it written, and releases it:
///
/// ```
/// store.freeze(position);
/// var layer = store.frozen();
/// layer.write();          // on the writing thread
/// store.release(layer);   // on the owner's
/// ```
///
/// RocksDB's own log is off, the partition's log is the log: after a crash the store is at
/// [#persistedPosition], and what follows is applied again.
public final class Store implements AutoCloseable {

  private final StoreOptions options;
  private final Backing backing;
  private final ActiveLayer active = new ActiveLayer();
  private final TreeMap<String, LayeredTable<?, ?>> tables = new TreeMap<>();
  private final ContentDigest digest;
  private @Nullable FrozenLayer frozen;
  private long layersWritten;

  Store(Backing backing, StoreOptions options) {
    this.backing = backing;
    this.options = options;
    this.digest = new ContentDigest(backing);
  }

  /// Opens the store in a directory, which is created if need be.
  ///
  /// @throws StoreException when the directory cannot be read, is damaged or in use
  public static Store open(Path directory, StoreOptions options) {
    return new Store(new RocksBacking(directory, options), options);
  }

  /// A store that behaves the same but keeps everything on the heap.
  public static Store inMemory() {
    return new Store(new HeapBacking(), StoreOptions.defaults());
  }

  /// Gives the table of a specification. Each prefix can be taken once.
  public <K, V> Table<K, V> table(TableSpec<K, V> spec) {
    active.requireNoTurn("add a table");
    if (tables.containsKey(spec.prefix())) {
      throw new IllegalStateException("prefix '" + spec.prefix() + "' is taken by another table");
    }
    var table = new LayeredTable<>(spec, active, backing);
    tables.put(spec.prefix(), table);
    return table;
  }

  /// Opens a turn. There is one at a time.
  public void begin() {
    active.begin();
  }

  public void commit() {
    active.commit();
  }

  /// Undoes all writes of the open turn.
  public void rollback() {
    active.rollback();
  }

  /// About what the memory layers weigh on the heap.
  public long approximateMemoryBytes() {
    return active.bytes() + (frozen == null ? 0 : frozen.bytes());
  }

  /// Whether the active layer has reached its budget, and no other one is waiting to be written.
  public boolean shouldFreeze() {
    return frozen == null
        && (active.bytes() >= options.layerBytes() || active.entries() >= options.layerEntries());
  }

  /// Between turns: makes the active layer the frozen one and begins a new one. Takes no longer for
  /// a large layer than for a small one.
  ///
  /// @param position up to which the log is applied, which will be the [#persistedPosition]
  public void freeze(long position) {
    active.requireNoTurn("freeze");
    if (frozen != null) {
      throw new IllegalStateException(
          "the layer up to " + frozen.position() + " is still frozen: write and release it first");
    }
    if (position < persistedPosition()) {
      throw new IllegalArgumentException(
          "position " + position + " is behind the written one " + persistedPosition());
    }
    var frozenTables = new ArrayList<FrozenTable<?, ?>>(tables.size());
    for (var table : tables.values()) {
      frozenTables.add(table.freeze());
    }
    frozen = new FrozenLayer(position, backing, frozenTables, active.entries(), active.bytes());
    active.resetSize();
  }

  public boolean hasFrozen() {
    return frozen != null;
  }

  /// The frozen layer, to be handed to the thread that writes it.
  public FrozenLayer frozen() {
    if (frozen == null) {
      throw new IllegalStateException("no layer is frozen");
    }
    return frozen;
  }

  /// Drops the frozen layer once it is written.
  public void release(FrozenLayer layer) {
    active.requireNoTurn("release a layer");
    if (layer != frozen) {
      throw new IllegalStateException(
          "the layer up to " + layer.position() + " is not frozen here");
    }
    if (!layer.isWritten()) {
      throw new IllegalStateException("the layer up to " + layer.position() + " is not written");
    }
    for (var table : tables.values()) {
      table.release(layer.isPersisted(table.spec()));
    }
    frozen = null;
    layersWritten++;
  }

  /// Goes back to what is persisted and forgets the memory layers, as a leader does that was
  /// deposed and may have applied what was never committed. An open turn ends. Waits for the frozen
  /// layer if it is just being written.
  public void dropMemory() {
    active.abandonTurn();
    var written = frozen != null && frozen.abandon() ? frozen : null;
    for (var table : tables.values()) {
      table.dropMemory();
      if (written != null) {
        table.release(written.isPersisted(table.spec()));
      }
    }
    frozen = null;
  }

  /// The position of the layer written last; 0 if there is none.
  public long persistedPosition() {
    return backing.position();
  }

  /// Writes a copy of what is persisted (not of the memory layers) into a directory that must not
  /// exist, sharing files with this store where the file system can. It can be opened as a store.
  /// The writing thread may call this.
  public void checkpoint(Path target) {
    backing.checkpoint(target);
  }

  /// SHA-256 over all entries of all layers in the order of their bytes: equal for equal content.
  public byte[] digest() {
    active.requireOpen();
    return digest.of(tables.values());
  }

  public StoreStats stats() {
    active.requireOpen();
    return new StoreStats(
        tables.size(),
        active.entries(),
        active.bytes(),
        frozen == null ? 0 : frozen.entries(),
        frozen == null ? 0 : frozen.bytes(),
        persistedPosition(),
        layersWritten,
        backing.cacheBytes(),
        backing.fileBytes());
  }

  /// Closes the store; waits for a layer or checkpoint that is being written. Memory layers are
  /// forgotten: the log has what they had.
  @Override
  public void close() {
    backing.close();
    active.close();
  }
}
