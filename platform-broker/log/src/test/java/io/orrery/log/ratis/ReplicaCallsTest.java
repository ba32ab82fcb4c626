package io.orrery.log.ratis;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.log.Replica;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReplicaCallsTest {

  private final Journal journal = new Journal();
  private final ReplicaCalls calls = new ReplicaCalls(journal);

  @Test
  void deliversEachEntryOnce() {
    calls.restoreUnlessAhead(null, -1);
    commit(3);
    commit(4);
    commit(3);
    commit(5);
    assertThat(journal.lines).containsExactly("restore", "3", "4", "5");
  }

  @Test
  void restoresAgainOnlyFromASnapshotThatIsAhead() {
    calls.restoreUnlessAhead(null, -1);
    commit(7);
    calls.restoreUnlessAhead(Path.of("old"), 5);
    calls.restoreUnlessAhead(Path.of("new"), 9);
    commit(8);
    commit(10);
    assertThat(journal.lines).containsExactly("restore", "7", "restore", "10");
  }

  @Test
  void tellsTheEndOfALeadershipOnce() {
    calls.lead(2);
    calls.follow(2, "lost");
    calls.follow(2, "lost again");
    assertThat(journal.lines).containsExactly("lead 2", "follow lost");
    assertThat(calls.leading()).isEqualTo(ReplicaCalls.NOBODY);
  }

  @Test
  void doesNotBeginALeadershipThatIsOverAlready() {
    calls.follow(2, "lost before it began");
    calls.lead(2);
    assertThat(journal.lines).isEmpty();
    calls.lead(3);
    assertThat(journal.lines).containsExactly("lead 3");
  }

  @Test
  void keepsALeadershipThatBeganBeforeTheEndOfAnOlderOneIsTold() {
    calls.lead(2);
    calls.lead(4);
    calls.follow(3, "late");

    assertThat(journal.lines).containsExactly("lead 2", "follow It leads anew in term 4", "lead 4");
    assertThat(calls.leading()).isEqualTo(4);
    calls.follow(4, "lost");
    assertThat(journal.lines).endsWith("lead 4", "follow lost");
  }

  @Test
  void tellsTheEndOfALeadershipBeforeTheBeginOfTheNext() throws Exception {
    calls.lead(1);
    Held held = holdInACall(() -> calls.lead(3));
    calls.follow(1, "lost");
    calls.follow(2, "never began");

    held.goOn();
    assertThat(journal.lines).containsExactly("lead 1", "1", "follow never began", "lead 3");
    assertThat(calls.leading()).isEqualTo(3);
  }

  @Test
  void tellsNothingMoreAfterAFailure() {
    calls.lead(1);
    calls.failed("damaged", new IllegalStateException());
    calls.follow(1, "too late");
    commit(4);
    calls.lead(2);
    assertThat(journal.lines).containsExactly("lead 1", "failed damaged");
    assertThat(calls.leading()).isEqualTo(ReplicaCalls.NOBODY);
  }

  @Test
  void leavesTheMessageToWhoHasTheTurnInsteadOfWaiting() throws Exception {
    calls.lead(1);
    Held held = holdInACall(() -> {});

    calls.follow(1, "meanwhile");
    assertThat(calls.leading()).isEqualTo(ReplicaCalls.NOBODY);
    assertThat(journal.lines).containsExactly("lead 1");

    held.goOn();
    assertThat(journal.lines).containsExactly("lead 1", "1", "follow meanwhile");
  }

  @Test
  void tellsAboutALossFromWithinACallAfterThatCall() {
    calls.lead(1);
    journal.during = () -> calls.follow(1, "from within");
    commit(1);
    assertThat(journal.lines).containsExactly("lead 1", "1", "follow from within");
  }

  private void commit(long index) {
    calls.committed(index, 1, ByteBuffer.allocate(1));
  }

  /// Delivers the first entry on a thread that is held within the call, and does this after it.
  private Held holdInACall(Runnable afterwards) throws InterruptedException {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    journal.during =
        () -> {
          inside.countDown();
          await(goOn);
        };
    Thread applying =
        Thread.ofPlatform()
            .start(() -> {
              commit(1);
              afterwards.run();
            });
    inside.await();
    return new Held(goOn, applying);
  }

  private record Held(CountDownLatch released, Thread applying) {

    void goOn() throws InterruptedException {
      released.countDown();
      applying.join();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class Journal implements Replica {

    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
    private volatile Runnable during = () -> {};

    @Override
    public long restore(@Nullable Path snapshot) {
      lines.add("restore");
      return NOTHING;
    }

    @Override
    public void committed(long index, long term, ByteBuffer entry) {
      during.run();
      lines.add(Long.toString(index));
    }

    @Override
    public void lead(long term) {
      lines.add("lead " + term);
    }

    @Override
    public void follow(String reason) {
      lines.add("follow " + reason);
    }

    @Override
    public void failed(String reason, Throwable cause) {
      lines.add("failed " + reason);
    }
  }
}
