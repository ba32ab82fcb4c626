package io.orrery.bench;

import io.orrery.client.OrreryClient;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Has a running platform make one large instance: a loop with a counter, turn by turn.
public final class Loop {

  private static final Logger LOG = LoggerFactory.getLogger(Loop.class);
  private static final String PROCESS = "counting";
  private static final String TYPE = "count-up";
  private static final String COUNTER = "counter";
  private static final int ELEMENTS = 100_000;
  private static final int TURN = 3;
  private static final long MAX_MINUTES = 60;

  private Loop() {}

  public static void main(String[] words) throws Exception {
    var options = Options.read(words);
    int turns = options.number("elements", ELEMENTS) / TURN;
    var address = URI.create(options.text("address", "http://127.0.0.1:26500"));
    var last = new CountDownLatch(1);
    try (var client = OrreryClient.builder().address(address).build()) {
      client.deploy().resourceFromClassPath("counting.bpmn").send().join();
      client
          .worker(TYPE)
          .fetchVariables(List.of(COUNTER))
          .open((_, job) -> {
            int counter = job.variables().as(Count.class).counter() + 1;
            if (counter == turns) {
              last.countDown();
            }
            return Map.of(COUNTER, counter);
          });
      var instance =
          client
              .createInstance(PROCESS)
              .variables(Map.of(COUNTER, 0, "turns", turns))
              .send()
              .join();
      LOG.info("instance {}", instance.key());
      if (!last.await(MAX_MINUTES, TimeUnit.MINUTES)) {
        throw new IllegalStateException("not done after %d minutes".formatted(MAX_MINUTES));
      }
    }
    LOG.info("{} turns done", turns);
  }

  /// How far it is.
  record Count(int counter) {}
}
