package io.orrery.engine.simulation;

import io.orrery.engine.testing.Activity;
import io.orrery.engine.testing.Model;
import io.orrery.engine.testing.Scope;
import java.util.Random;

/// A random process of the supported elements that can always come to an end: its blocks are
/// nested, branches that fork are joined, and whatever interrupts leads back to where the
/// interrupted would have led.
///
/// Jobs have the types `job-0` to `job-3`. The variables `x` (a number), `again` and `boom`
/// (booleans) steer it; `key` is the correlation key of its messages.
final class RandomModel {

  static final int JOB_TYPES = 4;
  static final int MESSAGES = 3;
  private static final int DEEP = 3;

  private final Random random;
  private int ids;
  private int size;

  private RandomModel(Random random) {
    this.random = random;
  }

  static Model of(String id, Random random) {
    return new RandomModel(random).build(id);
  }

  private Model build(String id) {
    var scope = Model.process(id).start("start", this::maps).exclusive("begun");
    sequence(scope, 0);
    scope.end(next("end"));
    if (random.nextInt(4) == 0) {
      scope.startMessage(next("begin"), "begin").to("begun");
    }
    if (random.nextInt(6) == 0) {
      scope.startTimer(next("tick"), "timeCycle", "R2/PT2M").to("begun");
    }
    return scope.model();
  }

  private String next(String what) {
    return what + "-" + ++ids;
  }

  private Scope sequence(Scope scope, int depth) {
    for (var count = 1 + random.nextInt(depth == 0 ? 4 : 2); count > 0; count--) {
      block(scope, depth);
    }
    return scope;
  }

  private void block(Scope scope, int depth) {
    var wide = depth < DEEP && size++ < 30;
    switch (random.nextInt(wide ? 13 : 8)) {
      case 0, 1, 2 -> interruptible(scope, job(scope));
      case 3 -> scope.task("manualTask", next("pass"), this::maps);
      case 4 -> scope.catchTimer(next("wait"), "timeDuration", "PT" + random.nextInt(90) + "S");
      case 5 -> scope.catchMessage(next("mail"), message(), "key", this::maps);
      case 6 -> {
        var id = next("receive");
        var own = message();
        scope.receive(id, own, "key");
        interruptible(scope, id);
      }
      case 7 -> scope.task("intermediateThrowEvent", next("throw"), this::maps);
      case 8 -> choice(scope, depth);
      case 9 -> fork(scope, depth);
      case 10 -> loop(scope, depth);
      default -> sub(scope, depth);
    }
  }

  private String message() {
    return "mail-" + random.nextInt(MESSAGES);
  }

  private String job(Scope scope) {
    var id = next("job");
    var type = "job-" + random.nextInt(JOB_TYPES);
    scope.service(id, it -> maps(it.job(random.nextInt(8) == 0 ? "=\"" + type + "\"" : type)));
    return id;
  }

  private Activity maps(Activity with) {
    return switch (random.nextInt(12)) {
      case 0 -> with.output("x", "seen");
      case 1 -> with.output("if x = null then 0 else x + 1", "x");
      case 2 -> with.output("assert(x, x > 1)", "checked");
      case 3 -> with.output("{n: x}", "nested.deep");
      default -> with;
    };
  }

  /// Perhaps puts events at the boundary of the activity that was just written.
  private void interruptible(Scope scope, String id) {
    if (random.nextInt(3) != 0) {
      return;
    }
    var merge = next("merge");
    scope.exclusive(merge);
    var boundary = next("at");
    switch (random.nextInt(6)) {
      case 0 -> scope.boundaryTimer(boundary, id, true, "timeDuration", "PT40S").to(merge);
      case 1 -> {
        scope.boundaryTimer(boundary, id, false, "timeCycle", "R3/PT20S");
        aside(scope);
      }
      case 2 -> scope.boundaryMessage(boundary, id, true, "stop", "key").to(merge);
      case 3 -> {
        scope.boundaryMessage(boundary, id, false, "ping", "key");
        aside(scope);
      }
      case 4 -> scope.boundaryError(boundary, id, "E").to(merge);
      default -> {
        scope.boundaryError(boundary, id, "F").to(merge);
        scope.boundaryError(next("any"), id, "").to(merge);
      }
    }
    scope.from(merge);
  }

  private void aside(Scope scope) {
    if (random.nextBoolean()) {
      job(scope);
    }
    scope.end(next("aside"));
  }

  private void choice(Scope scope, int depth) {
    var split = next("choice");
    var merge = next("merge");
    scope.exclusive(split);
    for (var i = 0; i < 1 + random.nextInt(2); i++) {
      scope.from(split).when("x > " + (3 * i + 2));
      sequence(scope, depth + 1).to(merge);
    }
    if (random.nextInt(5) == 0) {
      scope.from(split).when("x <= 2").to(merge);
    } else {
      scope.from(split).otherwise(merge);
    }
    scope.exclusive(merge);
  }

  private void fork(Scope scope, int depth) {
    var fork = next("fork");
    var join = next("join");
    scope.parallel(fork);
    for (var i = 0; i < 2 + random.nextInt(2); i++) {
      sequence(scope.from(fork), depth + 1).to(join);
    }
    scope.parallel(join);
  }

  private void loop(Scope scope, int depth) {
    var again = next("again");
    var done = next("done");
    scope.exclusive(again);
    job(scope);
    sequence(scope, depth + 1).exclusive(done).when("again = true").to(again);
    var out = next("out");
    scope.from(done).otherwise(out).exclusive(out);
  }

  private void sub(Scope scope, int depth) {
    var id = next("sub");
    var mayFail = random.nextBoolean();
    scope.sub(
        id,
        with -> random.nextInt(3) == 0 ? with.input("x", "x") : with,
        inner -> {
          inner.start(next("s"), it -> it);
          sequence(inner, depth + 1);
          if (mayFail) {
            var check = next("check");
            inner.exclusive(check).when("boom = true").endError(next("boom"), "BOOM");
            var fine = next("fine");
            return inner.from(check).otherwise(fine).end(fine);
          }
          return inner.end(next("e"));
        });
    var merge = next("merge");
    if (mayFail) {
      scope.exclusive(merge);
      scope.boundaryError(next("caught"), id, "BOOM").to(merge).from(merge);
    } else {
      interruptible(scope, id);
    }
  }
}
