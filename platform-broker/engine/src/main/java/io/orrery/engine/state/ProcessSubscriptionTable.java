package io.orrery.engine.state;

import io.orrery.protocol.ProcessSubscription;
import io.orrery.store.Store;
import io.orrery.store.Table;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The message subscriptions of the instances on this partition.
public final class ProcessSubscriptionTable {

  private final Table<ElementNameKey, StoredProcessSubscription> subscriptions;

  ProcessSubscriptionTable(Store store) {
    subscriptions =
        store.table(
            Specs.ordered(
                TableId.PROCESS_SUBSCRIPTIONS,
                KeyCodecs.ELEMENT_NAME,
                StoredProcessSubscription.class));
  }

  /// @param elementKey the element instance that waits
  /// @param name for messages with this name
  record ElementNameKey(long elementKey, String name) implements Comparable<ElementNameKey> {
    @Override
    public int compareTo(ElementNameKey other) {
      var order = Long.compare(elementKey, other.elementKey);
      return order != 0 ? order : name.compareTo(other.name);
    }
  }

  public @Nullable StoredProcessSubscription find(long elementKey, String name) {
    return subscriptions.get(new ElementNameKey(elementKey, name));
  }

  /// The subscriptions of an element instance.
  public List<StoredProcessSubscription> of(long elementKey) {
    var found = new ArrayList<StoredProcessSubscription>();
    if (!subscriptions.isEmpty()) {
      subscriptions.scan(
          new ElementNameKey(elementKey, ""),
          (key, stored) -> key.elementKey() == elementKey && found.add(stored));
    }
    return found;
  }

  void insert(long key, ProcessSubscription subscription) {
    subscriptions.put(
        key(subscription), new StoredProcessSubscription(key, subscription, false, false));
  }

  void opened(ProcessSubscription subscription) {
    var stored = subscriptions.get(key(subscription));
    if (stored != null) {
      subscriptions.update(
          key(subscription),
          new StoredProcessSubscription(stored.key(), subscription, true, stored.closing()));
    }
  }

  void closing(ProcessSubscription subscription) {
    var stored = subscriptions.get(key(subscription));
    if (stored != null) {
      subscriptions.update(
          key(subscription),
          new StoredProcessSubscription(stored.key(), subscription, stored.open(), true));
    }
  }

  void delete(ProcessSubscription subscription) {
    subscriptions.deleteIfPresent(key(subscription));
  }

  private static ElementNameKey key(ProcessSubscription subscription) {
    return new ElementNameKey(subscription.elementKey(), subscription.name());
  }
}
