package io.orrery.engine.state;

import io.orrery.protocol.MessageSubscription;
import io.orrery.store.Store;
import io.orrery.store.Table;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The subscriptions whose messages live on this partition.
public final class MessageSubscriptionTable {

  private final Table<NameKey, StoredMessageSubscription> subscriptions;
  private final Table<NameKey, NameKey> byName;

  MessageSubscriptionTable(Store store) {
    subscriptions =
        store.table(
            Specs.point(
                TableId.MESSAGE_SUBSCRIPTIONS, KeyCodecs.NAME, StoredMessageSubscription.class));
    byName =
        store.table(
            Specs.ordered(TableId.MESSAGE_SUBSCRIPTIONS_BY_NAME, KeyCodecs.NAME, NameKey.class));
  }

  /// The subscription of an element instance to messages with a name.
  public @Nullable StoredMessageSubscription find(long elementKey, String name) {
    return subscriptions.get(new NameKey(name, "", elementKey));
  }

  /// Visits the subscriptions to a name and correlation key, oldest first, until the visitor has
  /// enough.
  public void each(
      String name, String correlationKey, Predicate<StoredMessageSubscription> visitor) {
    if (byName.isEmpty()) {
      return;
    }
    byName.scan(
        new NameKey(name, correlationKey, Long.MIN_VALUE),
        (index, owner) -> {
          if (!index.name().equals(name) || !index.detail().equals(correlationKey)) {
            return false;
          }
          var found = subscriptions.get(owner);
          return found == null || visitor.test(found);
        });
  }

  void insert(long key, MessageSubscription subscription) {
    var owner = owner(subscription);
    subscriptions.put(owner, new StoredMessageSubscription(key, subscription, 0));
    byName.put(index(key, subscription), owner);
  }

  void correlating(MessageSubscription subscription, long messageKey) {
    var owner = owner(subscription);
    var stored = subscriptions.get(owner);
    if (stored != null) {
      subscriptions.update(
          owner, new StoredMessageSubscription(stored.key(), subscription, messageKey));
    }
  }

  void delete(MessageSubscription subscription) {
    var owner = owner(subscription);
    var stored = subscriptions.get(owner);
    if (stored != null) {
      subscriptions.delete(owner);
      byName.delete(index(stored.key(), subscription));
    }
  }

  private static NameKey owner(MessageSubscription subscription) {
    return new NameKey(subscription.name(), "", subscription.elementKey());
  }

  private static NameKey index(long key, MessageSubscription subscription) {
    return new NameKey(subscription.name(), subscription.correlationKey(), key);
  }
}
