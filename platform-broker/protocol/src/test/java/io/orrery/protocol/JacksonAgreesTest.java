package io.orrery.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// What is a JSON object and which names it has: our scanner and Jackson's say the same of texts
/// that are almost right.
class JacksonAgreesTest {

  private static final int TEXTS = 4_000;
  private static final String SPICE = "{}[],:\"\\ \t\n0123456789.+-eEtrufalsn/bx\u0001\u00e9";

  private final JsonFactory jackson = new JsonFactory();

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void onRandomText(long seed) {
    var random = new Random(seed);
    for (var i = 0; i < TEXTS; i++) {
      var text = object(random, 3);
      for (var faults = random.nextInt(3); faults > 0; faults--) {
        text = spoil(text, random);
      }
      assertThat(ours(text)).as("seed %d, text %s", seed, text).isEqualTo(jacksons(text));
    }
  }

  private static @Nullable Set<String> ours(String text) {
    try {
      return new LinkedHashSet<>(Document.parse(text).names());
    } catch (InvalidDocumentException e) {
      return null;
    }
  }

  private @Nullable Set<String> jacksons(String text) {
    if (text.isEmpty()) {
      return Set.of();
    }
    try (var parser = jackson.createParser(ObjectReadContext.empty(), text.getBytes(UTF_8))) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      var names = new LinkedHashSet<String>();
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        names.add(parser.currentName());
        parser.nextToken();
        parser.skipChildren();
        parser.finishToken();
      }
      return parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null
          ? names
          : null;
    } catch (JacksonException e) {
      return null;
    }
  }

  private static String object(Random random, int depth) {
    var text = new StringBuilder("{");
    for (var i = random.nextInt(4); i > 0; i--) {
      text.append(string(random)).append(space(random)).append(':').append(value(random, depth));
      text.append(i > 1 ? "," : "");
    }
    return text.append(space(random)).append('}').toString();
  }

  private static String value(Random random, int depth) {
    var plain =
        switch (random.nextInt(depth == 0 ? 6 : 8)) {
          case 0 -> "true";
          case 1 -> "null";
          case 2 -> String.valueOf(random.nextInt());
          case 3 -> String.valueOf(random.nextGaussian());
          case 4 -> "1.5E+3";
          case 5 -> string(random);
          case 6 -> object(random, depth - 1);
          default ->
              "[" + value(random, depth - 1) + space(random) + "," + value(random, depth - 1) + "]";
        };
    return space(random) + plain;
  }

  private static String string(Random random) {
    return switch (random.nextInt(5)) {
      case 0 -> "\"\"";
      case 1 -> "\"\\u00e9\\n\\\"\"";
      case 2 -> "\"\u20ac\ud83d\ude00\"";
      default -> "\"" + (char) ('a' + random.nextInt(26)) + "\"";
    };
  }

  private static String space(Random random) {
    return random.nextInt(4) == 0 ? " \t\r\n".substring(random.nextInt(4)) : "";
  }

  private static String spoil(String text, Random random) {
    var at = random.nextInt(text.length() + 1);
    var spice = SPICE.charAt(random.nextInt(SPICE.length()));
    var rest = Math.min(text.length(), at + random.nextInt(2));
    return random.nextBoolean()
        ? text.substring(0, at) + text.substring(rest)
        : text.substring(0, at) + spice + text.substring(rest);
  }
}
