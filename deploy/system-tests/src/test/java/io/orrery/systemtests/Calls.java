package io.orrery.systemtests;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callCodeUnitWhere;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.lang.ArchCondition;
import java.util.Map;
import java.util.Set;

/// Calls that make a pure function impure.
final class Calls {

  private static final Map<String, Set<String>> TIME =
      Map.ofEntries(
          Map.entry("java.lang.System", Set.of("currentTimeMillis", "nanoTime")),
          Map.entry("java.time.Instant", Set.of("now")),
          Map.entry("java.time.LocalDate", Set.of("now")),
          Map.entry("java.time.LocalDateTime", Set.of("now")),
          Map.entry("java.time.OffsetDateTime", Set.of("now")),
          Map.entry("java.time.ZonedDateTime", Set.of("now")),
          Map.entry("java.time.Clock", Set.of("system", "systemUTC", "systemDefaultZone")));

  private static final Map<String, Set<String>> CHANCE =
      Map.ofEntries(
          Map.entry("java.lang.Math", Set.of("random")),
          Map.entry("java.util.UUID", Set.of("randomUUID")),
          Map.entry("java.util.Random", Set.of(JavaConstructor.CONSTRUCTOR_NAME)),
          Map.entry("java.security.SecureRandom", Set.of(JavaConstructor.CONSTRUCTOR_NAME)),
          Map.entry("java.util.concurrent.ThreadLocalRandom", Set.of("current")));

  private static final Map<String, Set<String>> THREADS =
      Map.of("java.lang.Thread", Set.of(JavaConstructor.CONSTRUCTOR_NAME, "start", "sleep"));

  private Calls() {}

  static ArchCondition<JavaClass> askForTime() {
    return call("ask for the time", TIME);
  }

  static ArchCondition<JavaClass> askForChance() {
    return call("roll dice", CHANCE);
  }

  static ArchCondition<JavaClass> startAThread() {
    return call("start or stop threads", THREADS);
  }

  private static ArchCondition<JavaClass> call(String name, Map<String, Set<String>> targets) {
    return callCodeUnitWhere(
            describe(
                name,
                access ->
                    targets
                        .getOrDefault(access.getTargetOwner().getName(), Set.of())
                        .contains(access.getTarget().getName())))
        .as(name);
  }
}
