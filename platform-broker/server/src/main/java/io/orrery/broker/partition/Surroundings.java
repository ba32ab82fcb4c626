package io.orrery.broker.partition;

import io.orrery.protocol.Command;

/// What a partition reaches of the broker around it. Called by threads of logs; returns at once.
public interface Surroundings {

  /// Brings a command to another partition, or lets it fall when that one cannot be reached.
  void deliver(int partition, Command command);

  /// Tells those who poll that jobs of this type are free.
  void jobsAvailable(String type);
}
