package io.orrery.store;

import java.util.Map;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/// A table as cells in an active and perhaps a frozen memory layer over what was written.
///
/// The state of a cell in the active layer tells whether the layers below have the key: what they
/// surely do not have vanishes without a trace when it is deleted, and never reaches the disk.
final class LayeredTable<K, V> implements Table<K, V> {

  private final TableSpec<K, V> spec;
  private final ActiveLayer layer;
  private final PersistedTable<K, V> persisted;
  private final @Nullable OrderedView<K, V> ordered;
  private Cells<K> active;
  private @Nullable Cells<K> frozen;
  private long modifications;

  LayeredTable(TableSpec<K, V> spec, ActiveLayer layer, Backing backing) {
    var order = spec.order();
    this.spec = spec;
    this.layer = layer;
    this.persisted = new PersistedTable<>(spec, backing);
    this.active = newCells(spec);
    this.ordered = order == null ? null : new OrderedView<>(this, order);
  }

  @Override
  public @Nullable V get(K key) {
    layer.requireOpen();
    if (active.find(key)) {
      return valueOf(active);
    }
    if (frozen != null && frozen.find(key)) {
      return valueOf(frozen);
    }
    return persisted.get(key);
  }

  @Override
  public boolean contains(K key) {
    layer.requireOpen();
    return active.find(key) ? active.state() != CellState.DELETED : isBelow(key);
  }

  @Override
  public void insert(K key, V value) {
    layer.requireTurn();
    var isCell = active.find(key);
    if (isCell ? active.state() != CellState.DELETED : isBelow(key)) {
      throw isPresent(key);
    }
    change(key, isCell, isCell ? CellState.REPLACING : CellState.FRESH, value);
  }

  @Override
  public void insertNew(K key, V value) {
    layer.requireTurn();
    var isCell = active.find(key);
    if (isCell ? active.state() != CellState.DELETED : isFrozenAlive(key)) {
      throw isPresent(key);
    }
    change(key, isCell, isCell ? CellState.REPLACING : CellState.FRESH, value);
  }

  @Override
  public void put(K key, V value) {
    layer.requireTurn();
    var isCell = active.find(key);
    change(key, isCell, isCell ? stateOfReplaced() : stateOverBelow(key), value);
  }

  @Override
  public void update(K key, V value) {
    layer.requireTurn();
    var isCell = active.find(key);
    if (isCell ? active.state() == CellState.DELETED : !isBelow(key)) {
      throw isAbsent(key);
    }
    change(key, isCell, isCell ? stateOfReplaced() : CellState.REPLACING, value);
  }

  @Override
  public void delete(K key) {
    if (!remove(key)) {
      throw isAbsent(key);
    }
  }

  @Override
  public void deleteIfPresent(K key) {
    remove(key);
  }

  @Override
  public boolean isEmpty() {
    layer.requireOpen();
    return ordered != null ? ordered.first() == null : new EmptyCheck<>(this).isEmpty();
  }

  @Override
  public void scan(K from, BiPredicate<? super K, ? super V> visitor) {
    layer.requireOpen();
    requireOrdered().scan(from, visitor);
  }

  @Override
  public Map.@Nullable Entry<K, V> first() {
    layer.requireOpen();
    return requireOrdered().first();
  }

  TableSpec<K, V> spec() {
    return spec;
  }

  Cells<K> activeCells() {
    return active;
  }

  @Nullable Cells<K> frozenCells() {
    return frozen;
  }

  PersistedTable<K, V> persisted() {
    return persisted;
  }

  long modifications() {
    return modifications;
  }

  void requireUnchangedSince(long earlier) {
    if (modifications != earlier) {
      throw new IllegalStateException(spec + " was written by the visitor of its own scan");
    }
  }

  /// Gives the active cells away as the frozen ones.
  FrozenTable<K, V> freeze() {
    frozen = active;
    active = newCells(spec);
    modifications++;
    return new FrozenTable<>(spec, frozen);
  }

  /// Drops the frozen cells: they are in the backing now.
  void release(boolean isPersistedNow) {
    frozen = null;
    modifications++;
    persisted.refresh(isPersistedNow);
  }

  /// Forgets both memory layers.
  void dropMemory() {
    active = newCells(spec);
    frozen = null;
    modifications++;
    if (ordered != null) {
      ordered.forget();
    }
  }

  /// Sets a cell back to what it was before a write (null: there was none).
  // The undo log got key and value from this table.
  @SuppressWarnings("unchecked")
  void undo(Object key, @Nullable CellState state, @Nullable Object value) {
    var isCell = active.find((K) key);
    set((K) key, isCell, state, (V) value);
    if (ordered != null) {
      // Without its mark of deletion an entry of a lower layer is alive again.
      ordered.changed((K) key, true);
    }
  }

  private boolean remove(K key) {
    layer.requireTurn();
    var isCell = active.find(key);
    if (isCell ? active.state() == CellState.DELETED : !isBelow(key)) {
      return false;
    }
    var leavesNothing = isCell && active.state() == CellState.FRESH;
    change(key, isCell, leavesNothing ? null : CellState.DELETED, null);
    return true;
  }

  private void change(K key, boolean isCell, @Nullable CellState state, @Nullable V value) {
    layer.record(this, key, isCell ? active.state() : null, isCell ? active.value() : null);
    set(key, isCell, state, value);
  }

  /// Writes the cell at the place that was found, or removes it if it is to have no state.
  private void set(K key, boolean isCell, @Nullable CellState state, @Nullable V value) {
    var oldValue = isCell ? valueOf(active) : null;
    var growth = weight(value) - weight(oldValue);
    var cells = 0;
    if (state != null) {
      active.set(key, state, value);
      cells = isCell ? 0 : 1;
    } else if (isCell) {
      active.remove();
      cells = -1;
    }
    layer.grow(cells, cells == 0 ? growth : growth + (long) cells * spec.weight(key));
    modifications++;
    persisted.forget(key);
    if (ordered != null) {
      ordered.changed(key, value != null);
    }
  }

  private long weight(@Nullable V value) {
    return value == null ? 0 : spec.values().weight(value);
  }

  private CellState stateOfReplaced() {
    return active.state() == CellState.DELETED ? CellState.REPLACING : active.state();
  }

  /// The state for a new cell over layers that may have the key; does not go to the backing.
  private CellState stateOverBelow(K key) {
    if (frozen != null && frozen.find(key)) {
      return frozen.state() == CellState.DELETED ? CellState.FRESH : CellState.REPLACING;
    }
    return persisted.isPresent() ? CellState.REPLACING : CellState.FRESH;
  }

  private boolean isBelow(K key) {
    if (frozen != null && frozen.find(key)) {
      return frozen.state() != CellState.DELETED;
    }
    return persisted.contains(key);
  }

  private boolean isFrozenAlive(K key) {
    return frozen != null && frozen.find(key) && frozen.state() != CellState.DELETED;
  }

  // Only values of this table are put into its cells.
  @SuppressWarnings("unchecked")
  private @Nullable V valueOf(Cells<K> cells) {
    return (V) cells.value();
  }

  private OrderedView<K, V> requireOrdered() {
    if (ordered == null) {
      throw new IllegalStateException(spec + " is not ordered and cannot be scanned");
    }
    return ordered;
  }

  private IllegalStateException isPresent(K key) {
    return new IllegalStateException(spec + ": there is an entry already for key " + key);
  }

  private IllegalStateException isAbsent(K key) {
    return new IllegalStateException(spec + ": there is no entry for key " + key);
  }

  private static <K> Cells<K> newCells(TableSpec<K, ?> spec) {
    var order = spec.order();
    return order == null ? new HashedCells<>() : new SortedCells<>(order);
  }
}
