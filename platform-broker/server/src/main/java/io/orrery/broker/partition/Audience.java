package io.orrery.broker.partition;

import java.util.Set;

/// Who reads what a partition commits. All calls return at once.
public interface Audience {

  /// Nobody.
  Audience NONE = new Nobody();

  /// The exporters for which the log is kept until they have acknowledged it. Never changes.
  Set<String> exporters();

  /// The partition came to another stage. On the thread of the partition.
  void stage(Stage stage);

  /// Something was committed. On a thread of the log.
  void committed();

  /// An empty house.
  record Nobody() implements Audience {
    @Override
    public Set<String> exporters() {
      return Set.of();
    }

    @Override
    public void stage(Stage stage) {}

    @Override
    public void committed() {}
  }
}
