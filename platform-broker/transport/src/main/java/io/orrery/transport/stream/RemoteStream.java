package io.orrery.transport.stream;

import io.orrery.protocol.ActivatedJob;
import io.orrery.transport.Brokers;
import io.orrery.transport.JobStream;
import io.orrery.transport.ReturnedJobs;
import org.jspecify.annotations.Nullable;

/// A stream of jobs from a partition of another process.
final class RemoteStream implements JobStream {

  final long id;
  final Receiver receiver;
  private final int partition;
  private final Brokers brokers;
  private volatile @Nullable BrokerConnection connection;

  RemoteStream(long id, int partition, Brokers brokers, Receiver receiver) {
    this.id = id;
    this.partition = partition;
    this.brokers = brokers;
    this.receiver = receiver;
  }

  int partition() {
    return partition;
  }

  void openedOn(BrokerConnection way) {
    connection = way;
  }

  @Override
  public void grant(int credits) {
    tell(new GatewayFrame.Grant(id, credits));
  }

  @Override
  public void ready(boolean ready) {
    tell(new GatewayFrame.Ready(id, ready));
  }

  @Override
  public void giveBack(ActivatedJob job) {
    ReturnedJobs.one(brokers, partition, job);
  }

  @Override
  public void close() {
    tell(new GatewayFrame.Close(id));
  }

  private void tell(GatewayFrame frame) {
    var way = connection;
    if (way != null) {
      way.tell(frame);
    }
  }
}
