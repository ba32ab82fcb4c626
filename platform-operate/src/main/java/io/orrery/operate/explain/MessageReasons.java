package io.orrery.operate.explain;

import io.orrery.operate.explain.Explanation.Cause;
import io.orrery.readmodel.ReadModel;
import io.orrery.readmodel.document.ElementInstance;
import io.orrery.readmodel.document.Message;
import io.orrery.readmodel.document.MessageSubscription;
import io.orrery.readmodel.query.Filter;
import io.orrery.readmodel.query.Query;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Why a message has not arrived: nobody published it, or with another key. For one answer: the
/// messages of a name are looked up once.
final class MessageReasons {

  private static final int MAX_SUBSCRIPTIONS = 10;
  private static final int MAX_MESSAGES = 1_000;
  private static final int MAX_SIMILAR = 3;

  private final ReadModel model;
  private final Map<String, List<Message>> messages = new HashMap<>();

  MessageReasons(ReadModel model) {
    this.model = model;
  }

  List<Explanation> of(ElementInstance element) {
    var open =
        new Filter.And(
            List.of(
                Filter.eq("elementInstanceKey", element.elementInstanceKey()),
                Filter.eq("messageSubscriptionState", "CREATED")));
    return model.page(Query.of(MessageSubscription.class, open, MAX_SUBSCRIPTIONS)).items().stream()
        .map(subscription -> explain(element, subscription))
        .toList();
  }

  private Explanation explain(ElementInstance element, MessageSubscription subscription) {
    var messages = this.messages.computeIfAbsent(subscription.messageName(), this::messages);
    var similar =
        messages.stream()
            .map(Message::correlationKey)
            .filter(key -> !key.equals(subscription.correlationKey()))
            .filter(key -> Similarity.isSimilar(subscription.correlationKey(), key))
            .distinct()
            .limit(MAX_SIMILAR)
            .toList();
    Map<String, @Nullable Object> evidence = new LinkedHashMap<>();
    evidence.put("messageName", subscription.messageName());
    evidence.put("correlationKey", subscription.correlationKey());
    evidence.put("since", subscription.lastUpdatedDate().toString());
    evidence.put("messagesSeen", messages.size());
    evidence.put("similarKeys", similar);
    var sentence =
        "%s waits for the message %s with the correlation key %s since %s: %s."
            .formatted(
                Words.place(element),
                Words.quoted(subscription.messageName()),
                Words.quoted(subscription.correlationKey()),
                Words.time(subscription.lastUpdatedDate()),
                seen(subscription, messages, similar));
    return Explanation.of(element, Cause.MESSAGE, sentence, evidence);
  }

  private static String seen(
      MessageSubscription subscription, List<Message> messages, List<String> similar) {
    var exact =
        messages.stream()
            .filter(message -> message.correlationKey().equals(subscription.correlationKey()))
            .findFirst();
    if (exact.isPresent()) {
      return "one with exactly this key came at %s and was used or had expired before"
          .formatted(Words.time(exact.get().publishDate()));
    }
    if (!similar.isEmpty()) {
      return "none came with this key, but with similar ones: "
          + similar.stream().map(Words::quoted).collect(Collectors.joining(", "));
    }
    return messages.isEmpty()
        ? "no message of this name is known"
        : "%s of this name came, none with this or a similar key"
            .formatted(Words.count(messages.size(), "message", "messages"));
  }

  private List<Message> messages(String name) {
    var newest = List.of(new Query.Sort("publishDate", true));
    var query =
        new Query<>(Message.class, Filter.eq("name", name), newest, MAX_MESSAGES, null, false, 0);
    return model.page(query).items();
  }
}
