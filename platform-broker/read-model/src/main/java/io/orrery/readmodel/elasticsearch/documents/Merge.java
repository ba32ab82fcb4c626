package io.orrery.readmodel.elasticsearch.documents;

import io.orrery.readmodel.document.Fields;
import io.orrery.readmodel.document.ProcessInstance;
import io.orrery.readmodel.document.Variable;
import io.orrery.readmodel.projection.Change;
import io.orrery.readmodel.projection.Change.Mode;
import io.orrery.readmodel.projection.FlowKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Puts what happened to documents together with what is known of them.
///
/// A change is passed over if the document has it already, which its position says. So a document
/// at a position is the same however often its records came and wherever writes were interrupted.
final class Merge {

  private static final int VALUE = Fields.of(Variable.class).index("value");

  private final Map<DocumentKey, List<Change>> changes;
  private final LiveDocuments live;
  private final Map<DocumentKey, Stored> found = new LinkedHashMap<>();
  private final List<Stored> documents = new ArrayList<>();
  private final List<Stored> past = new ArrayList<>();

  Merge(Collected collected, LiveDocuments live) {
    this.changes = collected.changes();
    this.live = live;
  }

  /// The documents that have to be read because nothing is known of them.
  List<DocumentKey> unknown() {
    return changes.entrySet().stream()
        .filter(it -> isUnknown(it.getKey(), it.getValue().getFirst()))
        .map(Map.Entry::getKey)
        .toList();
  }

  private boolean isUnknown(DocumentKey key, Change first) {
    return switch (first.mode()) {
      case BIRTH -> false;
      case UPDATE -> live.get(key) == null;
      case PUT -> live.get(key) == null && !isCertainlyNew(key);
    };
  }

  /// A flow is not there if all that has happened to its instance since it began is remembered.
  private boolean isCertainlyNew(DocumentKey key) {
    if (!(key.key() instanceof FlowKey(long instance, _))) {
      return false;
    }
    var birth = birth(new DocumentKey(ProcessInstance.class, instance));
    return birth >= 0 && live.remembersAllSince(birth);
  }

  private long birth(DocumentKey instance) {
    var known = live.get(instance);
    if (known != null) {
      return known.birth();
    }
    var now = changes.get(instance);
    return now != null && now.getFirst().mode() == Mode.BIRTH ? now.getFirst().position() : -1;
  }

  /// Takes a document that was read.
  void found(Stored document) {
    found.put(document.key(), document);
  }

  /// Works out all documents; to be called once.
  Merge run() {
    changes.forEach(this::merge);
    return this;
  }

  private void merge(DocumentKey key, List<Change> news) {
    var known = live.get(key);
    var now = known == null ? found.get(key) : known;
    long before = now == null ? -1 : now.position();
    boolean isChanged = false;
    for (var change : news) {
      if (change.position() > before) {
        keepPast(now, change);
        now = after(key, now, change);
        isChanged |= now != null;
      }
    }
    if (isChanged && now != null) {
      documents.add(now);
    }
  }

  private void keepPast(@Nullable Stored now, Change change) {
    boolean isWrittenOver = change.mode() == Mode.UPDATE && change.writes(VALUE);
    if (now != null && change.kind() == Variable.class && isWrittenOver) {
      past.add(now);
    }
  }

  private static @Nullable Stored after(DocumentKey key, @Nullable Stored now, Change change) {
    return switch (change.mode()) {
      case BIRTH -> Stored.born(key, change);
      case UPDATE -> now == null ? null : now.after(change);
      case PUT -> now == null ? Stored.born(key, change) : now.after(change);
    };
  }

  /// The documents as they are now.
  List<Stored> documents() {
    return documents;
  }

  /// What variables were before they were written over.
  List<Stored> past() {
    return past;
  }
}
