package io.orrery.engine.state;

/// Where a token waits for others at a joining gateway.
///
/// @param scopeKey the scope
/// @param gateway the index of the gateway
/// @param flow the index of the sequence flow that the token came over
public record FlowKey(long scopeKey, int gateway, int flow) implements Comparable<FlowKey> {

  @Override
  public int compareTo(FlowKey other) {
    var order = Long.compare(scopeKey, other.scopeKey);
    order = order != 0 ? order : Integer.compare(gateway, other.gateway);
    return order != 0 ? order : Integer.compare(flow, other.flow);
  }
}
