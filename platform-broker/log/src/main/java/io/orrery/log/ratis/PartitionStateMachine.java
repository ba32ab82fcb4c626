package io.orrery.log.ratis;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import org.apache.ratis.proto.RaftProtos.LogEntryProto;
import org.apache.ratis.proto.RaftProtos.RaftConfigurationProto;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.protocol.TermIndex;
import org.apache.ratis.server.storage.RaftStorage;
import org.apache.ratis.statemachine.SnapshotInfo;
import org.apache.ratis.statemachine.StateMachineStorage;
import org.apache.ratis.statemachine.TransactionContext;
import org.apache.ratis.statemachine.impl.BaseStateMachine;
import org.apache.ratis.util.LifeCycle;
import org.jspecify.annotations.Nullable;

/// What Ratis sees of a partition: hands its events on to the log and the replica. There is a new
/// one each time the log is opened.
///
/// Ratis applies entries, reports readiness to lead and reloads snapshots on its updater thread,
/// one per partition; the other events come on any thread.
final class PartitionStateMachine extends BaseStateMachine {

  private static final CompletableFuture<Message> APPLIED =
      CompletableFuture.completedFuture(Message.EMPTY);

  private final RatisLog log;
  private final Membership membership;
  private final ReplicaCalls calls;
  private final SnapshotStore snapshots;
  private volatile @Nullable RaftStorage storage;

  /// The term of the configuration entry that was applied last; updater thread only.
  private long newestTerm;

  PartitionStateMachine(RatisLog log, Membership membership, SnapshotStore snapshots) {
    this.log = log;
    this.membership = membership;
    this.calls = membership.calls();
    this.snapshots = snapshots;
  }

  @Override
  public void initialize(RaftServer server, RaftGroupId group, RaftStorage storage)
      throws IOException {
    super.initialize(server, group, storage);
    this.storage = storage;
    getLifeCycle()
        .startAndTransition(
            () -> {
              snapshots.init(storage);
              load();
              membership.opening(server.getDivision(group));
            },
            IOException.class);
  }

  /// Loads the newest snapshot, unless the replica holds more already: then the log is merely
  /// reopened.
  private void load() {
    SnapshotInfo newest = snapshots.getLatestSnapshot();
    calls.restoreUnlessAhead(snapshots.newestPath(), newest == null ? -1 : newest.getIndex());
    setLastAppliedTermIndex(newest == null ? TermIndex.INITIAL_VALUE : newest.getTermIndex());
  }

  @Override
  public void pause() {
    getLifeCycle().transition(LifeCycle.State.PAUSING);
    snapshots.beginReplacing();
    getLifeCycle().transition(LifeCycle.State.PAUSED);
  }

  @Override
  public void reinitialize() throws IOException {
    getLifeCycle()
        .startAndTransition(
            () -> {
              snapshots.load();
              load();
            },
            IOException.class);
  }

  @Override
  public void close() {
    getLifeCycle().checkStateAndClose();
    membership.closed(this);
  }

  /// Gives the lock on the directory back after an opening that failed half-way.
  void releaseStorage() throws IOException {
    RaftStorage open = storage;
    if (open != null) {
      open.close();
    }
  }

  @Override
  public StateMachineStorage getStateMachineStorage() {
    return snapshots;
  }

  @Override
  public CompletableFuture<Message> applyTransaction(TransactionContext transaction) {
    LogEntryProto entry = transaction.getLogEntry();
    long index = entry.getIndex();
    try {
      ByteBuffer content = EntryFrame.unwrap(entry.getStateMachineLogEntry().getLogData(), index);
      if (calls.leading() == entry.getTerm()) {
        log.delivering();
      }
      calls.committed(index, entry.getTerm(), content);
    } catch (RuntimeException | Error e) {
      // Not thrown on: told to stop meanwhile, Ratis would try this entry again and again. The
      // group
      // is left, and the replica is given nothing more.
      membership.failed("Entry %d could not be applied: %s".formatted(index, e.getMessage()), e);
      return APPLIED;
    }
    updateLastAppliedTermIndex(entry.getTerm(), index);
    return APPLIED;
  }

  @Override
  public void notifyConfigurationChanged(
      long term, long index, RaftConfigurationProto configuration) {
    newestTerm = term;
  }

  @Override
  public void notifyLeaderReady() {
    log.nothingInFlight();
    calls.lead(newestTerm);
  }

  @Override
  public void notifyNotLeader(Collection<TransactionContext> pending) {
    membership.leadershipLost();
  }

  @Override
  public void notifyLogFailed(Throwable cause, @Nullable LogEntryProto entry) {
    membership.writeFailed(this, cause);
  }
}
