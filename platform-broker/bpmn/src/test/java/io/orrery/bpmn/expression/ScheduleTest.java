package io.orrery.bpmn.expression;

import static io.orrery.bpmn.Models.NOW;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Durations, dates and cycles; it is 2030-05-06T07:08:09Z.
class ScheduleTest {

  private final Expressions expressions = new Expressions(InstantSource.fixed(NOW));

  private Expression parse(String text) {
    try {
      return expressions.parse(text);
    } catch (InvalidExpressionException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PT5M | 2030-05-06T07:13:09Z",
        "PT0.5S | 2030-05-06T07:08:09.500Z",
        "P1D | 2030-05-07T07:08:09Z",
        "P1M | 2030-06-06T07:08:09Z",
        "P1Y2M3W4DT5H6M7S | 2031-07-31T12:14:16Z",
        "-PT1H | 2030-05-06T06:08:09Z",
        "-P1DT1H | 2030-05-05T06:08:09Z",
        "P-1D | 2030-05-05T07:08:09Z",
        "PT0S | 2030-05-06T07:08:09Z",
        "-P200Y | 1970-01-01T00:00:00Z",
        "=duration(\"PT1H\") | 2030-05-06T08:08:09Z",
        "=duration(\"P1Y\") | 2031-05-06T07:08:09Z",
        "=\"PT\" + string(2) + \"H\" | 2030-05-06T09:08:09Z",
        "=wait | 2030-05-06T07:08:10Z"
      })
  void aDurationIsCountedFromNow(String text, Instant due) throws EvaluationException {
    var schedule = expressions.duration(parse(text), Json.of("wait", "\"PT1S\""));

    assertThat(schedule).isEqualTo(new Schedule(due, 1, ""));
    assertThat(schedule.next(NOW)).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2030-01-01T00:00:00Z | 2030-01-01T00:00:00Z",
        "2030-01-01T00:00:00+02:00 | 2029-12-31T22:00:00Z",
        "2030-07-01T00:00:00+02:00[Europe/Berlin] | 2030-06-30T22:00:00Z",
        "2030-07-01T00:00:00@Europe/Berlin | 2030-06-30T22:00:00Z",
        "=date and time(\"2030-01-01T00:00:00Z\") | 2030-01-01T00:00:00Z",
        "=now() + duration(\"P1D\") | 2030-05-07T07:08:09Z",
        "=day | 2031-01-01T00:00:00Z",
        "1500-01-01T00:00:00Z | 1970-01-01T00:00:00Z"
      })
  void aDateIsAPointInTime(String text, Instant due) throws EvaluationException {
    assertThat(expressions.date(parse(text), Json.of("day", "\"2031-01-01T00:00:00Z\"")))
        .isEqualTo(Schedule.once(due));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "P",
        "PT",
        "T5M",
        "5M",
        "",
        "PT1H/PT2H",
        "P1DT",
        "=5",
        "=date(\"2030-01-01\")",
        "P99999999Y",
        "PT99999999999999999999H",
        "=missing"
      })
  void refusesWhatIsNoDuration(String text) {
    assertThatThrownBy(() -> expressions.duration(parse(text), Variables.NONE))
        .isInstanceOf(EvaluationException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2030-01-01",
        "2030-01-01T00:00:00",
        "x@y",
        "=date(\"2030-01-01\")",
        "=date and time(\"2030-01-01T00:00:00\")",
        "10000-01-01T00:00:00Z",
        "=null"
      })
  void refusesWhatIsNoDate(String text) {
    assertThatThrownBy(() -> expressions.date(parse(text), Variables.NONE))
        .isInstanceOf(EvaluationException.class);
  }

  private Schedule cycle(String text) throws EvaluationException {
    return expressions.cycle(parse(text), Variables.NONE);
  }

  @Test
  void repeatsAsOftenAsItSays() throws EvaluationException {
    var first = cycle("R2/PT1H");
    assertThat(first).isEqualTo(new Schedule(NOW.plus(Duration.ofHours(1)), 2, "R2/PT1H"));

    var second = requireNonNull(first.next(first.due()));
    assertThat(second).isEqualTo(new Schedule(NOW.plus(Duration.ofHours(2)), 1, "R2/PT1H"));
    assertThat(second.next(second.due())).isNull();
  }

  @Test
  void repeatsWithoutEndFromTheTimeItWasDue() throws EvaluationException {
    var first = cycle("R/P1M");
    var late = first.due().plus(Duration.ofHours(3));
    var next = requireNonNull(first.next(late));

    assertThat(first.repetitions()).isEqualTo(Schedule.ENDLESS);
    assertThat(next.due()).isEqualTo(Instant.parse("2030-07-06T07:08:09Z"));
    assertThat(next.repetitions()).isEqualTo(Schedule.ENDLESS);
  }

  @Test
  void beginsWhenItSaysButNotInThePast() throws EvaluationException {
    assertThat(cycle("R3/2031-01-01T00:00:00Z/P1D").due())
        .isEqualTo(Instant.parse("2031-01-01T00:00:00Z"));
    var past = cycle("R3/2020-01-01T00:00:00Z/P1D");
    assertThat(past.due()).isEqualTo(NOW);
    assertThat(requireNonNull(past.next(NOW)).due()).isEqualTo(NOW.plus(Duration.ofDays(1)));
  }

  @Test
  void takesCyclesOfFeelAndCron() throws EvaluationException {
    assertThat(cycle("=cycle(3, duration(\"PT1H\"))").cycle()).isEqualTo("R3/PT1H");
    var daily = cycle("0 0 9 * * *");
    assertThat(daily)
        .isEqualTo(
            new Schedule(Instant.parse("2030-05-06T09:00:00Z"), Schedule.ENDLESS, "0 0 9 * * *"));
    assertThat(requireNonNull(daily.next(Instant.parse("2030-05-08T10:00:00Z"))).due())
        .isEqualTo(Instant.parse("2030-05-09T09:00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"R-1/PT1S", "R/PT1S", "R2147483647/PT1S"})
  void takesEveryNumberOfRepetitions(String text) throws EvaluationException {
    assertThat(cycle(text).next(NOW)).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "R",
        "R/",
        "R3",
        "R0/PT1H",
        "Rx/PT1H",
        "R/-PT1H",
        "R/PT0S",
        "R/2030-01-01/PT1H",
        "R/PT1H/PT1H/PT1H",
        "R99999999999/PT1S",
        "PT1H",
        "",
        "=null",
        "0 0 0 30 2 *"
      })
  void refusesWhatIsNoCycle(String text) {
    assertThatThrownBy(() -> cycle(text)).isInstanceOf(EvaluationException.class);
  }
}
