package io.orrery.engine.state;

import io.orrery.protocol.Message;
import io.orrery.store.KeyCodec;
import io.orrery.store.Store;
import io.orrery.store.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/// The messages that are kept, by name and correlation key, oldest first.
public final class MessageTable {

  private final Table<Long, StoredMessage> messages;
  private final Table<NameKey, Boolean> byName;
  private final Table<IdKey, Long> ids;

  MessageTable(Store store) {
    messages = store.table(Specs.point(TableId.MESSAGES, KeyCodec.LONG, StoredMessage.class));
    byName = store.table(Specs.set(TableId.MESSAGES_BY_NAME, KeyCodecs.NAME));
    ids = store.table(Specs.keys(TableId.MESSAGE_IDS, KeyCodecs.ID));
  }

  /// What must be unique among the messages that are kept.
  ///
  /// @param name the message's name
  /// @param correlationKey its correlation key
  /// @param id its own id
  public record IdKey(String name, String correlationKey, String id) {}

  public @Nullable StoredMessage find(long key) {
    return messages.get(key);
  }

  public boolean hasId(String name, String correlationKey, String id) {
    return ids.contains(new IdKey(name, correlationKey, id));
  }

  /// Visits the messages with a name and correlation key, oldest first, until the visitor has
  /// enough.
  public void each(String name, String correlationKey, BiPredicate<Long, StoredMessage> visitor) {
    if (byName.isEmpty()) {
      return;
    }
    byName.scan(
        new NameKey(name, correlationKey, Long.MIN_VALUE),
        (index, _) -> {
          if (!index.name().equals(name) || !index.detail().equals(correlationKey)) {
            return false;
          }
          var message = messages.get(index.key());
          return message == null || visitor.test(index.key(), message);
        });
  }

  /// Whether the message has reached an instance of the process.
  public boolean hasCorrelated(long messageKey, String processId) {
    var stored = messages.get(messageKey);
    return stored != null && stored.processes().contains(processId);
  }

  void insert(long key, Message message) {
    messages.insertNew(key, new StoredMessage(message, List.of()));
    byName.insertNew(new NameKey(message.name(), message.correlationKey(), key), true);
    if (!message.messageId().isEmpty()) {
      ids.put(new IdKey(message.name(), message.correlationKey(), message.messageId()), key);
    }
  }

  void delete(long key, Message message) {
    messages.delete(key);
    byName.delete(new NameKey(message.name(), message.correlationKey(), key));
    if (!message.messageId().isEmpty()) {
      ids.deleteIfPresent(new IdKey(message.name(), message.correlationKey(), message.messageId()));
    }
  }

  void correlated(long messageKey, String processId) {
    var stored = messages.get(messageKey);
    if (stored != null && !stored.processes().contains(processId)) {
      var processes = new ArrayList<>(stored.processes());
      processes.add(processId);
      messages.update(messageKey, new StoredMessage(stored.message(), processes));
    }
  }

  void released(long messageKey, String processId) {
    var stored = messages.get(messageKey);
    if (stored != null) {
      var processes = stored.processes().stream().filter(it -> !it.equals(processId)).toList();
      messages.update(messageKey, new StoredMessage(stored.message(), processes));
    }
  }
}
