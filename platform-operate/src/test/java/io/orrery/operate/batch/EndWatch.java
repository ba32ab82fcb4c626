package io.orrery.operate.batch;

import io.orrery.operate.search.MemoryReadModel;
import io.orrery.readmodel.BatchOperations;
import io.orrery.readmodel.ReadModelException;
import io.orrery.readmodel.document.BatchOperation;
import io.orrery.readmodel.document.BatchOperationItem;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/// A memory of batches that notices when one has ended or was not to be had, and refuses as often
/// as it is told.
final class EndWatch implements BatchOperations {

  final MemoryReadModel memory = new MemoryReadModel();
  final AtomicInteger refusedResults = new AtomicInteger();
  final AtomicInteger refusedStates = new AtomicInteger();
  private final Set<Long> ended = new HashSet<>();
  private int refusedClaims;

  @Override
  public BatchOperation create(String type, String actor, Instant startDate, Claim claim) {
    return memory.create(type, actor, startDate, claim);
  }

  @Override
  public synchronized boolean claim(long key, Claim claim, Instant now) {
    var isClaimed = memory.claim(key, claim, now);
    refusedClaims += isClaimed ? 0 : 1;
    notifyAll();
    return isClaimed;
  }

  synchronized void awaitRefusedClaims(int count) throws InterruptedException {
    while (refusedClaims < count) {
      wait();
    }
  }

  @Override
  public void addItems(long key, List<Target> targets) {
    memory.addItems(key, targets);
  }

  @Override
  public void finish(BatchOperationItem item) {
    refuse(refusedResults);
    memory.finish(item);
  }

  @Override
  public List<BatchOperationItem> open(long key, int limit) {
    return memory.open(key, limit);
  }

  /// Does it, but perhaps does not say so.
  @Override
  public void begin(long key) {
    memory.begin(key);
    refuse(refusedStates);
  }

  @Override
  public boolean stop(long key) {
    refuse(refusedStates);
    return memory.stop(key);
  }

  @Override
  public synchronized void end(long key, Instant date) {
    refuse(refusedStates);
    memory.end(key, date);
    ended.add(key);
    notifyAll();
  }

  /// A batch, as soon as it has ended.
  BatchOperation ended(BatchOperation batch) throws InterruptedException {
    awaitEnd(batch.batchOperationKey());
    return memory.find(BatchOperation.class, batch.batchOperationKey()).orElseThrow();
  }

  static List<Target> targets(long... keys) {
    return Arrays.stream(keys).mapToObj(key -> new Target(key, key)).toList();
  }

  synchronized void awaitEnd(long key) throws InterruptedException {
    while (!ended.contains(key)) {
      wait();
    }
  }

  static void refuse(AtomicInteger times) {
    if (times.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw new ReadModelException("the read model is away", new IOException());
    }
  }
}
