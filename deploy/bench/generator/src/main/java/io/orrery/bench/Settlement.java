package io.orrery.bench;

import io.orrery.bench.Plan.Jump;
import java.util.List;
import java.util.SplittableRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One very large instance that is still at it: half of its elements are turns of a loop, side by
/// side, the other half lie deep in sub-processes that are gone through for each region and each
/// account in it. Some hundred accounts of the last region still wait, or have failed.
final class Settlement {

  private static final Logger LOG = LoggerFactory.getLogger(Settlement.class);

  private static final Plan PLAN =
      new Plan(
          "settlement",
          "Settlement",
          List.of(
              Step.start("begin"),
              Step.gateway("next"),
              Step.task("count", "Count ledger"),
              Step.gateway("more"),
              Step.forEach(
                  "regions",
                  "Regions",
                  Step.start("region"),
                  Step.task("read-region", "Read region"),
                  Step.forEach(
                      "accounts",
                      "Accounts",
                      Step.start("account"),
                      Step.task("fetch", "Fetch entries"),
                      Step.task("book", "Book"),
                      Step.task("confirm", "Confirm"),
                      Step.end("account-done")),
                  Step.end("region-done")),
              Step.end("done")),
          List.of(new Jump("more", "next")));

  private static final int REGIONS = 20;
  private static final int TURN = 3;
  private static final int PER_REGION = 5;
  private static final int PER_ACCOUNT = 6;
  private static final int OPEN = 300;
  private static final int OPEN_FAILED = 3;
  private static final int VARIABLES = 300;
  private static final int LONG_VALUE = 1_000_000;
  private static final int MAX_MILLIS = 20;
  private static final int MAX_BALANCE = 1_000_000;

  private final Feed feed;
  private final SplittableRandom random;
  private final Step regions = PLAN.step("regions");
  private final Step accounts = PLAN.step("accounts");

  Settlement(Feed feed, long seed) {
    this.feed = feed;
    this.random = new SplittableRandom(seed);
  }

  /// @param elements how many element instances there are in the end, about
  /// @return the key of the instance
  long run(int elements) {
    var life = new Life(feed, Definition.deploy(feed, PLAN, 1));
    for (int i = 0; i < VARIABLES; i++) {
      life.variable("setting" + i, "\"value " + random.nextInt() + "\"", life.key());
    }
    life.variable("ledger", "\"" + "entry ".repeat(LONG_VALUE / 6) + "\"", life.key());
    loop(life, elements / 2 / TURN);
    nest(life, elements - elements / 2);
    LOG.info("instance {} with some {} elements", life.key(), elements);
    return life.key();
  }

  private void loop(Life life, int turns) {
    var next = PLAN.step("next");
    var count = PLAN.step("count");
    var more = PLAN.step("more");
    long scope = life.key();
    long counter = life.variable("counter", "0", scope);
    life.pass(PLAN.step("begin"), scope);
    life.flow("begin", "next", scope);
    for (int i = 1; i <= turns; i++) {
      life.pass(next, scope);
      life.flow("next", "count", scope);
      life.pass(count, scope);
      life.change(counter, "counter", Integer.toString(i), scope);
      life.flow("count", "more", scope);
      life.pass(more, scope);
      life.flow("more", i < turns ? "next" : "regions", scope);
      feed.pass(1 + random.nextInt(MAX_MILLIS));
    }
  }

  private void nest(Life life, int elements) {
    int each = Math.max(1, (elements - REGIONS * PER_REGION) / PER_ACCOUNT / REGIONS);
    long body = life.enter(regions.body(), life.key());
    for (int i = 1; i <= REGIONS; i++) {
      long region = life.enter(regions, body);
      boolean isOpen = region(life, region, each, i == REGIONS);
      if (!isOpen) {
        life.leave(regions, region, body);
      }
    }
  }

  /// @return whether it still waits for some of its accounts
  private boolean region(Life life, long region, int count, boolean isLast) {
    life.pass(PLAN.step("region"), region);
    life.flow("region", "read-region", region);
    life.pass(PLAN.step("read-region"), region);
    life.flow("read-region", "accounts", region);
    long body = life.enter(accounts.body(), region);
    for (int i = 0; i < count; i++) {
      account(life, body, isLast && i >= count - OPEN, i % OPEN_FAILED == 0);
      feed.pass(1 + random.nextInt(MAX_MILLIS));
    }
    if (isLast) {
      return true;
    }
    life.leave(accounts.body(), body, region);
    life.flow("accounts", "region-done", region);
    life.pass(PLAN.step("region-done"), region);
    return false;
  }

  private void account(Life life, long body, boolean isOpen, boolean isFailing) {
    long account = life.enter(accounts, body);
    life.variable("account", "\"a-" + account + "\"", account);
    life.variable("balance", Integer.toString(random.nextInt(MAX_BALANCE)), account);
    life.pass(PLAN.step("account"), account);
    var before = "account";
    for (var task : accounts.inner().stream().filter(Step::isTask).toList()) {
      life.flow(before, task.id(), account);
      before = task.id();
      if (isOpen && task.id().equals("book")) {
        long element = life.enter(task, account);
        long job = life.job(task, element);
        if (isFailing) {
          life.fail(task, element, job, "account " + account % OPEN + " is closed");
        }
        return;
      }
      life.pass(task, account);
    }
    life.flow(before, "account-done", account);
    life.pass(PLAN.step("account-done"), account);
    life.leave(accounts, account, body);
  }
}
