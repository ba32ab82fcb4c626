package io.orrery.readmodel.elasticsearch;

import io.orrery.exporter.api.DestinationUnavailableException;
import io.orrery.exporter.api.Record;

/// Something in Elasticsearch that the records of one partition become part of. One thread, that of
/// the exporter. A record may be offered again, and must not change anything then.
public interface Sink extends AutoCloseable {

  /// Prepares what is written to. Called again, after a while, if it throws.
  void open(int partitionId);

  /// Collects what a record means.
  ///
  /// @throws DestinationUnavailableException if that is not possible now; any other exception says
  ///   that this one record cannot be read
  void offer(Record record);

  /// Collects what a record means that was put aside while others behind it were offered. To throw
  /// here is to say that nothing can be made of it any more.
  void offerAgain(Record record);

  /// About how much memory is taken by what was collected, in bytes.
  int pendingBytes();

  /// How many operations were collected.
  int pendingOperations();

  /// Returns when all that was offered is on the server.
  ///
  /// @throws DestinationUnavailableException if that is not possible now; what was collected is
  ///   kept
  void flush();

  /// Looks after what was written before. Called about once a second, between writes.
  void tend();

  /// Forgets what was collected and lets go of everything.
  @Override
  void close();
}
