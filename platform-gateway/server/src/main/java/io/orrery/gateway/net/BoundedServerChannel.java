package io.orrery.gateway.net;

import io.netty.channel.Channel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A listener that has a bounded number of connections and hangs up on further ones.
final class BoundedServerChannel extends NioServerSocketChannel {

  private static final Logger LOG = LoggerFactory.getLogger(BoundedServerChannel.class);

  private final int limit;
  private final AtomicInteger open = new AtomicInteger();

  /// Whether the last connection was one too many; said once.
  private boolean full;

  BoundedServerChannel(int limit) {
    this.limit = limit;
  }

  @Override
  protected int doReadMessages(List<Object> accepted) throws Exception {
    var before = accepted.size();
    var count = super.doReadMessages(accepted);
    if (count <= 0) {
      return count;
    }
    var connection = (Channel) accepted.get(before);
    if (open.incrementAndGet() > limit) {
      open.decrementAndGet();
      accepted.remove(before);
      if (!full) {
        full = true;
        LOG.warn("Hangs up on new connections: {} are open, which is the limit", limit);
      }
      connection.unsafe().closeForcibly();
      return 0;
    }
    full = false;
    var _ = connection.closeFuture().addListener(closed -> open.decrementAndGet());
    return count;
  }
}
