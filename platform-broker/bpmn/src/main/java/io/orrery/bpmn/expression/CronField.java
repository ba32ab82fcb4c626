package io.orrery.bpmn.expression;

import java.util.List;

/// The numbers that one field of a cron expression allows.
///
/// @param allowed one bit per number, from 0 to 59
record CronField(long allowed) {

  private static final List<String> MONTHS =
      List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");

  static String monthNumbers(String text) {
    return numbers(text, MONTHS);
  }

  /// The text with names replaced by their numbers, the first one being 1.
  static String numbers(String text, List<String> names) {
    var result = text;
    for (var i = 0; i < names.size(); i++) {
      result = result.replace(names.get(i), String.valueOf(i + 1));
    }
    return result;
  }

  static CronField parse(String field, String text, int min, int max)
      throws InvalidExpressionException {
    var allowed = 0L;
    for (var part : text.split(",", -1)) {
      allowed |= parsePart(field, part, min, max);
    }
    return new CronField(allowed);
  }

  private static long parsePart(String field, String part, int min, int max)
      throws InvalidExpressionException {
    var slash = part.indexOf('/');
    var range = slash < 0 ? part : part.substring(0, slash);
    var step = slash < 0 ? 1 : number(field, part, part.substring(slash + 1), 1, max + 1);
    var dash = range.indexOf('-');
    int from = min;
    int to = max;
    if (dash > 0) {
      from = number(field, part, range.substring(0, dash), min, max);
      to = number(field, part, range.substring(dash + 1), min, max);
      from = max == 7 && from == 7 ? 0 : from;
    } else if (!range.equals("*") && !range.equals("?")) {
      from = number(field, part, range, min, max);
      to = slash < 0 ? from : max;
    }
    if (from > to) {
      throw new InvalidExpressionException("'" + part + "' is no range of the " + field);
    }
    var allowed = 0L;
    for (var i = from; i <= to; i += step) {
      allowed |= 1L << i;
    }
    return allowed;
  }

  static int number(String field, String part, String digits, int min, int max)
      throws InvalidExpressionException {
    if (digits.matches("\\d{1,4}")) {
      var number = Integer.parseInt(digits);
      if (number >= min && number <= max) {
        return number;
      }
    }
    throw new InvalidExpressionException(
        "'%s' is not valid for the %s (%d to %d)".formatted(part, field, min, max));
  }

  boolean has(int number) {
    return (allowed & 1L << number) != 0;
  }

  /// The smallest allowed number that is not smaller than the given one, or -1.
  int next(int from) {
    var rest = from > 59 ? 0 : allowed >>> from << from;
    return rest == 0 ? -1 : Long.numberOfTrailingZeros(rest);
  }
}
