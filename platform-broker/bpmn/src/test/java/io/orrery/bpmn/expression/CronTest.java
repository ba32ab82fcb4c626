package io.orrery.bpmn.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Cron expressions in UTC; 2030-05-06 is a Monday.
class CronTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "* * * * * * | 2030-05-06T07:08:09Z | 2030-05-06T07:08:10Z",
        "0 * * * * * | 2030-05-06T07:08:00Z | 2030-05-06T07:09:00Z",
        "0 0 * * * * | 2030-05-06T23:59:59Z | 2030-05-07T00:00:00Z",
        "*/10 * * * * ? | 2030-05-06T07:08:51Z | 2030-05-06T07:09:00Z",
        "5/20 * * * * * | 2030-05-06T07:08:26Z | 2030-05-06T07:08:45Z",
        "0 30 8-10 * * * | 2030-05-06T10:30:00Z | 2030-05-07T08:30:00Z",
        "0 0,30 12 * * * | 2030-05-06T12:00:00Z | 2030-05-06T12:30:00Z",
        "30 59 23 31 12 * | 2030-05-06T00:00:00Z | 2030-12-31T23:59:30Z",
        "0 0 0 29 2 * | 2030-05-06T00:00:00Z | 2032-02-29T00:00:00Z",
        "0 0 9 * * MON-FRI | 2030-05-10T09:00:00Z | 2030-05-13T09:00:00Z",
        "0 0 0 * * 0 | 2030-05-06T00:00:00Z | 2030-05-12T00:00:00Z",
        "0 0 0 * * 7 | 2030-05-06T00:00:00Z | 2030-05-12T00:00:00Z",
        "0 0 0 * * sun-tue | 2030-05-08T00:00:00Z | 2030-05-12T00:00:00Z",
        "0 0 0 13 * FRI | 2030-05-06T00:00:00Z | 2030-09-13T00:00:00Z",
        "0 0 0 1 jan,JUL * | 2030-05-06T00:00:00Z | 2030-07-01T00:00:00Z",
        "0 0 0 L * * | 2030-05-06T00:00:00Z | 2030-05-31T00:00:00Z",
        "0 0 0 L-3 * * | 2030-05-06T00:00:00Z | 2030-05-28T00:00:00Z",
        "0 0 0 LW * * | 2030-06-01T00:00:00Z | 2030-06-28T00:00:00Z",
        "0 0 0 1W 6 * | 2030-05-06T00:00:00Z | 2030-06-03T00:00:00Z",
        "0 0 0 15W 6 * | 2030-05-06T00:00:00Z | 2030-06-14T00:00:00Z",
        "0 0 0 * * FRIL | 2030-05-06T00:00:00Z | 2030-05-31T00:00:00Z",
        "0 0 0 * * MON#1 | 2030-05-06T00:00:00Z | 2030-06-03T00:00:00Z",
        "0 0 0 ? * 5#2 | 2030-05-06T00:00:00Z | 2030-05-10T00:00:00Z",
        "@daily | 2030-05-06T07:08:09Z | 2030-05-07T00:00:00Z",
        "@hourly | 2030-05-06T07:08:09Z | 2030-05-06T08:00:00Z",
        "@weekly | 2030-05-06T07:08:09Z | 2030-05-12T00:00:00Z",
        "@monthly | 2030-05-06T07:08:09Z | 2030-06-01T00:00:00Z",
        "@yearly | 2030-05-06T07:08:09Z | 2031-01-01T00:00:00Z"
      })
  void findsTheNextTime(String cron, Instant after, Instant expected)
      throws InvalidExpressionException {
    assertThat(Cron.parse(cron).next(after)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "* * * * *",
        "* * * * * * *",
        "60 * * * * *",
        "* 60 * * * *",
        "* * 24 * * *",
        "* * * 0 * *",
        "* * * 32 * *",
        "* * * * 13 *",
        "* * * * * 8",
        "a * * * * *",
        "5-2 * * * * *",
        "*/0 * * * * *",
        "1,, * * * * *",
        "-1 * * * * *",
        "* * * L-40 * *",
        "* * * 40W * *",
        "* * * * * 1#6",
        "* * * * * XL",
        "@never",
        "1-2-3 * * * * *"
      })
  void refusesWhatIsNoCron(String cron) {
    assertThatThrownBy(() -> Cron.parse(cron))
        .isInstanceOf(InvalidExpressionException.class)
        .hasMessageStartingWith("'" + cron + "' is not a cron expression: ");
  }
}
