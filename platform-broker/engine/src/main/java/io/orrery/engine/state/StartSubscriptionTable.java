package io.orrery.engine.state;

import io.orrery.protocol.StartSubscription;
import io.orrery.store.KeyCodec;
import io.orrery.store.Store;
import io.orrery.store.Table;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The subscriptions of message start events, and which correlation keys have a running instance.
public final class StartSubscriptionTable {

  private final Table<NameKey, StoredStartSubscription> subscriptions;
  private final Table<StartLock, Long> locks;
  private final Table<Long, StartLock> holders;

  StartSubscriptionTable(Store store) {
    subscriptions =
        store.table(
            Specs.ordered(
                TableId.START_SUBSCRIPTIONS, KeyCodecs.NAME, StoredStartSubscription.class));
    locks = store.table(Specs.keys(TableId.START_LOCKS, KeyCodecs.LOCK));
    holders = store.table(Specs.point(TableId.START_LOCK_HOLDERS, KeyCodec.LONG, StartLock.class));
  }

  /// What only one running instance may have been started with.
  ///
  /// @param processId the BPMN process id
  /// @param correlationKey the correlation key of the message
  public record StartLock(String processId, String correlationKey) {}

  /// The subscriptions to messages with a name.
  public List<StoredStartSubscription> named(String name) {
    var found = new ArrayList<StoredStartSubscription>();
    if (!subscriptions.isEmpty()) {
      subscriptions.scan(
          new NameKey(name, "", Long.MIN_VALUE),
          (index, stored) -> index.name().equals(name) && found.add(stored));
    }
    return found;
  }

  /// The subscriptions of a process, whatever the name.
  public List<StoredStartSubscription> of(String processId) {
    var found = new ArrayList<StoredStartSubscription>();
    subscriptions.scan(
        new NameKey("", "", Long.MIN_VALUE),
        (_, stored) -> {
          if (stored.subscription().processId().equals(processId)) {
            found.add(stored);
          }
          return true;
        });
    return found;
  }

  public boolean isLocked(String processId, String correlationKey) {
    return locks.contains(new StartLock(processId, correlationKey));
  }

  /// The lock that an instance holds, or null.
  public @Nullable StartLock heldBy(long instanceKey) {
    return holders.get(instanceKey);
  }

  void insert(long key, StartSubscription subscription) {
    subscriptions.insert(
        new NameKey(subscription.name(), "", key), new StoredStartSubscription(key, subscription));
  }

  void delete(long key, StartSubscription subscription) {
    subscriptions.delete(new NameKey(subscription.name(), "", key));
  }

  void lock(String processId, String correlationKey, long instanceKey) {
    var lock = new StartLock(processId, correlationKey);
    locks.put(lock, instanceKey);
    holders.put(instanceKey, lock);
  }

  void unlock(long instanceKey) {
    var lock = holders.get(instanceKey);
    if (lock != null) {
      holders.delete(instanceKey);
      locks.delete(lock);
    }
  }
}
