package io.orrery.engine.state;

import java.util.Comparator;

/// Where a token waits for others at a joining gateway.
///
/// @param scopeKey the scope
/// @param gateway the index of the gateway
/// @param flow the index of the sequence flow that the token came over
public record FlowKey(long scopeKey, int gateway, int flow) implements Comparable<FlowKey> {

  private static final Comparator<FlowKey> ORDER =
      Comparator.comparingLong(FlowKey::scopeKey)
          .thenComparingInt(FlowKey::gateway)
          .thenComparingInt(FlowKey::flow);

  @Override
  public int compareTo(FlowKey other) {
    return ORDER.compare(this, other);
  }
}
