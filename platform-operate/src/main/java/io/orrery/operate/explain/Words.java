package io.orrery.operate.explain;

import io.orrery.readmodel.document.ElementInstance;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// How times, counts and names read in a sentence.
final class Words {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

  private static final int MAX_QUOTED = 200;

  private Words() {}

  static String time(Instant instant) {
    return TIME.format(instant);
  }

  /// How long, in the two largest units.
  static String span(Duration duration) {
    var length = duration.abs();
    if (length.toDays() > 0) {
      return length.toDays() + " d " + length.toHoursPart() + " h";
    }
    if (length.toHours() > 0) {
      return length.toHours() + " h " + length.toMinutesPart() + " min";
    }
    if (length.toMinutes() > 0) {
      return length.toMinutes() + " min " + length.toSecondsPart() + " s";
    }
    return length.toSeconds() + " s";
  }

  /// The first line, which of an error says what is wrong; the rest says where.
  static String quoted(String text) {
    var line = text.lines().findFirst().orElse("");
    return "'" + (line.length() <= MAX_QUOTED ? line : line.substring(0, MAX_QUOTED) + "…") + "'";
  }

  /// Where something is, by name if it has one.
  static String place(ElementInstance element) {
    var name = element.elementName();
    return quoted(name == null || name.isBlank() ? element.elementId() : name);
  }

  static String count(long count, String one, String many) {
    return count == 1 ? "1 " + one : count + " " + many;
  }
}
