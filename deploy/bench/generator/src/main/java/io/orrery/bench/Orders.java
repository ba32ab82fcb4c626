package io.orrery.bench;

import io.orrery.bench.Plan.Jump;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Many small instances of several processes and versions, one after the other. Most complete, some
/// are canceled, some have had an incident; one in a few hundred still waits.
final class Orders {

  private static final Logger LOG = LoggerFactory.getLogger(Orders.class);
  private static final int VERSIONS = 3;
  private static final int REPORTS = 20;

  // One in so many instances.
  private static final int REVIEWED = 1_000;
  private static final int CANCELED = 50;
  private static final int FAILED = 100;
  private static final int WAITING = 500;
  private static final int WAITING_FAILED = 5;

  private static final int CUSTOMERS = 5_000;
  private static final int MAX_CENTS = 100_000;
  private static final List<String> COUNTRIES = List.of("\"de\"", "\"fr\"", "\"cn\"", "\"us\"");
  private static final List<String> FAILURES =
      List.of("connection refused", "no such customer", "HTTP 503 from the service", "timeout");

  private static final String REVIEW = "review";
  private static final String DECIDE = "decide";

  private final Feed feed;
  private final SplittableRandom random;
  private final List<Definition> definitions = new ArrayList<>();

  Orders(Feed feed, long seed) {
    this.feed = feed;
    this.random = new SplittableRandom(seed);
  }

  void deploy() {
    var plans =
        List.of(
            plan("order", "Order", "check-stock", "charge-card", "ship"),
            plan("invoice", "Invoice", "read", "approve"),
            plan("onboarding", "Onboarding", "welcome", "sign", "file"),
            plan("refund", "Refund", "check-refund", "pay-back"),
            plan("shipment", "Shipment", "pack", "hand-over"));
    for (var plan : plans) {
      for (int version = 1; version <= VERSIONS; version++) {
        definitions.add(Definition.deploy(feed, plan, version));
      }
    }
  }

  /// A few tasks in a row; before the second one somebody may have a look.
  private static Plan plan(String id, String name, String... tasks) {
    List<Step> steps = new ArrayList<>();
    steps.add(Step.start("begin"));
    steps.add(Step.task(tasks[0], words(tasks[0])));
    steps.add(Step.gateway(DECIDE));
    steps.add(Step.task(REVIEW, words(REVIEW)));
    for (int i = 1; i < tasks.length; i++) {
      steps.add(Step.task(tasks[i], words(tasks[i])));
    }
    steps.add(Step.end("done"));
    return new Plan(id, name, steps, List.of(new Jump(DECIDE, tasks[1])));
  }

  private static String words(String id) {
    return Character.toUpperCase(id.charAt(0)) + id.substring(1).replace('-', ' ');
  }

  /// @param count how many instances are to be finished in the end
  /// @param millis how much time passes in all
  void run(int count, long millis) {
    long begin = feed.time();
    for (int i = 1; i <= count; i++) {
      instance(i, false);
      if (i % WAITING == 0) {
        instance(count + i, true);
      }
      feed.pass(Math.max(0, begin + millis * i / count - feed.time()));
      if (i % Math.max(1, count / REPORTS) == 0) {
        LOG.info("{} of {} instances", i, count);
      }
    }
  }

  private void instance(int number, boolean isWaiting) {
    // Newer versions and the first processes have more.
    int process = Math.min(random.nextInt(definitions.size() / VERSIONS), random.nextInt(5));
    int version = Math.max(random.nextInt(VERSIONS), random.nextInt(VERSIONS));
    var definition = definitions.get(process * VERSIONS + version);
    var life = new Life(feed, definition);
    life.variable("orderId", "\"o-" + number + "\"", life.key());
    life.variable("customer", "\"c-" + random.nextInt(CUSTOMERS) + "\"", life.key());
    life.variable("country", COUNTRIES.get(random.nextInt(COUNTRIES.size())), life.key());
    life.variable(
        "total", "{\"cents\":" + random.nextInt(MAX_CENTS) + ",\"currency\":\"EUR\"}", life.key());
    walk(life, definition.plan().steps(), isWaiting);
  }

  private void walk(Life life, List<Step> steps, boolean isWaiting) {
    var isReviewed = random.nextInt(REVIEWED) == 0;
    var isCanceled = !isWaiting && random.nextInt(CANCELED) == 0;
    var isFailing = !isWaiting && random.nextInt(FAILED) == 0;
    var last = steps.get(steps.size() - 2);
    Step before = null;
    for (var step : steps) {
      if (step.id().equals(REVIEW) && !isReviewed) {
        continue;
      }
      if (before != null) {
        life.flow(before.id(), step.id(), life.key());
      }
      before = step;
      if (step == last && (isWaiting || isCanceled)) {
        stop(life, step, isCanceled);
        return;
      }
      if (step == last && isFailing) {
        mend(life, step);
      } else {
        life.pass(step, life.key());
      }
      feed.pass(1 + random.nextInt(10));
    }
    life.end(false);
  }

  private void stop(Life life, Step step, boolean isCanceled) {
    long element = life.enter(step, life.key());
    long job = life.job(step, element);
    if (isCanceled) {
      life.cancel(step, element, job);
      life.terminate(step, element, life.key());
      life.end(true);
    } else if (random.nextInt(WAITING_FAILED) == 0) {
      life.fail(step, element, job, failure());
    }
  }

  private void mend(Life life, Step step) {
    var message = failure();
    long element = life.enter(step, life.key());
    long job = life.job(step, element);
    long incident = life.fail(step, element, job, message);
    feed.pass(1 + random.nextInt(1_000));
    life.resolve(step, element, job, incident, message);
    life.work(step, element, job);
    life.leave(step, element, life.key());
  }

  private String failure() {
    return FAILURES.get(random.nextInt(FAILURES.size()));
  }
}
