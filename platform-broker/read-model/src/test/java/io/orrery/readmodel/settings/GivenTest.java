package io.orrery.readmodel.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// How arguments are read, and in which words they are refused.
class GivenTest {

  private static Given given(String name, Object value) {
    return Given.of(Map.of(name, value));
  }

  @Test
  void findsNestedNames() {
    var given = Given.of(Map.of("bulk", Map.of("size", 7), "bulk.delay", "1s", "empty", " "));
    assertThat(given.number("bulk.size", 1, 1, 10)).isEqualTo(7);
    assertThat(given.duration("bulk.delay")).isEqualTo(Duration.ofSeconds(1));
    assertThat(given.text("empty")).isNull();
    assertThatCode(given::refuseTheRest).doesNotThrowAnyException();
  }

  @Test
  void readsListsInBothForms() {
    assertThat(given("url", List.of("a", "b")).texts("url")).containsExactly("a", "b");
    assertThat(given("url", "a, b,").texts("url")).containsExactly("a", "b");
    assertThat(given("url", "a").texts("other")).isEmpty();
  }

  @Test
  void readsSizesAndDurationsWithUnits() {
    assertThat(given("x", "10MB").bytes("x", 1, 1 << 30)).isEqualTo(10 << 20);
    assertThat(given("x", "17").bytes("x", 1, 1 << 30)).isEqualTo(17);
    assertThat(given("x", "30d").duration("x")).isEqualTo(Duration.ofDays(30));
    assertThat(given("x", "PT1H").duration("x")).isEqualTo(Duration.ofHours(1));
    assertThat(given("y", "1").duration("x", Duration.ZERO)).isZero();
  }

  @Test
  void refusesByName() {
    assertRefused(() -> given("x", "many").number("x", 1, 1, 9), "x must be a number, but is many");
    assertRefused(() -> given("x", "10").number("x", 1, 1, 9), "x must be from 1 to 9, but is 10");
    assertRefused(() -> given("x", "10").bytes("x", 1, 9), "x must be from 1 to 9 bytes");
    assertRefused(() -> given("x", "9999999999GB").bytes("x", 1, 9), "x must be from 1 to 9 bytes");
    assertRefused(() -> given("x", "big").bytes("x", 1, 9), "x must be like 10MB, but is big");
    assertRefused(() -> given("x", "soon").duration("x"), "x must be a duration such as 200ms");
    assertRefused(() -> given("x", "0s").duration("x"), "x must be more than nothing");
    assertRefused(() -> given("x", "yes").flag("x", true), "x must be true or false, but is yes");
    assertRefused(() -> given("x", "1").refuseTheRest(), "unknown: [x]");
  }

  private static void assertRefused(ThrowingCallable call, String reason) {
    assertThatThrownBy(call)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(reason);
  }
}
