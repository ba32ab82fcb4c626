package io.orrery.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        " { } ",
        "\t{\r\n}\n",
        "{\"a\":1}",
        "{\"a\":-0}",
        "{\"a\":0.5e+10}",
        "{\"a\":1E-3}",
        "{\"a\":12345678901234567890123}",
        "{\"a\":true,\"b\":false,\"c\":null}",
        "{\"a\":\"\"}",
        "{\"a\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\"}",
        "{\"a\":\"\\ud800\"}",
        "{\"\":{\"\":[]}}",
        "{\"a\":[[],{},[1,[2]],\"x\"]}",
        "{\"a\":\"\u00e9\u20ac\ud83d\ude00\"}",
        "{\"a\":\"\u007f\"}",
      })
  void takesJsonObjects(String text) throws InvalidDocumentException {
    assertThat(Document.parse(text).toString()).isIn(text, "{}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "1",
        "\"a\"",
        "nul",
        "{",
        "}",
        "{}}",
        "{} {}",
        "{a:1}",
        "{'a':1}",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{,\"a\":1}",
        "{\"a\":1 \"b\":2}",
        "{\"a\":01}",
        "{\"a\":-}",
        "{\"a\":+1}",
        "{\"a\":.5}",
        "{\"a\":1.}",
        "{\"a\":1e}",
        "{\"a\":0x1}",
        "{\"a\":NaN}",
        "{\"a\":Infinity}",
        "{\"a\":True}",
        "{\"a\":tru}",
        "{\"a\":nulll}",
        "{\"a\":[1,]}",
        "{\"a\":[,1]}",
        "{\"a\":[1}",
        "{\"a\":\"}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\u12g4\"}",
        "{\"a\":\"\\u12\"}",
        "{\"a\":\"\\",
        "{\"a\":\"\n\"}",
        "{\"a\":\"\u0000\"}",
        "{\"a\":1}//",
        "/**/{\"a\":1}",
        "\ufeff{}",
        "{\u00a0}",
      })
  void refusesEverythingElse(String text) {
    assertThatThrownBy(() -> Document.parse(text))
        .isInstanceOf(InvalidDocumentException.class)
        .hasMessageContaining("at byte");
  }

  @Test
  void takesNothingAndNullAsTheEmptyObject() throws InvalidDocumentException {
    assertThat(Document.parse("")).isSameAs(Document.EMPTY);
    assertThat(Document.parse("null")).isSameAs(Document.EMPTY);
    assertThat(Document.parse("{}")).isSameAs(Document.EMPTY);
    assertThat(Document.parse("{ }").isEmpty()).isTrue();
  }

  @Test
  void refusesBytesThatAreNotUtf8() {
    var wrong =
        List.of(
            bytes(0x80),
            bytes(0xc3),
            bytes(0xc3, 0x28),
            bytes(0xc0, 0x80),
            bytes(0xc1, 0xbf),
            bytes(0xe0, 0x9f, 0xbf),
            bytes(0xe2, 0x82),
            bytes(0xed, 0xa0, 0x80),
            bytes(0xed, 0xbf, 0xbf),
            bytes(0xf0, 0x8f, 0xbf, 0xbf),
            bytes(0xf4, 0x90, 0x80, 0x80),
            bytes(0xf5, 0x80, 0x80, 0x80),
            bytes(0xf8, 0x88, 0x80, 0x80, 0x80),
            bytes(0xff),
            bytes(0xfe));
    for (var each : wrong) {
      assertThatThrownBy(() -> Document.parse(quoted(each)))
          .isInstanceOf(InvalidDocumentException.class)
          .hasMessageContaining("invalid UTF-8");
    }
  }

  @Test
  void takesEveryBoundOfUtf8() throws InvalidDocumentException {
    var right =
        List.of(
            bytes(0xc2, 0x80),
            bytes(0xdf, 0xbf),
            bytes(0xe0, 0xa0, 0x80),
            bytes(0xed, 0x9f, 0xbf),
            bytes(0xee, 0x80, 0x80),
            bytes(0xef, 0xbf, 0xbf),
            bytes(0xf0, 0x90, 0x80, 0x80),
            bytes(0xf4, 0x8f, 0xbf, 0xbf));
    for (var each : right) {
      assertThat(Document.parse(quoted(each)).bytes()).isEqualTo(quoted(each));
    }
  }

  @Test
  void takesValuesUpToTheGreatestDepthAndNoDeeper() throws InvalidDocumentException {
    var most = Json.MAX_DEPTH;
    assertThat(Document.parse(nested(most)).count()).isEqualTo(1);
    assertThatThrownBy(() -> Document.parse(nested(most + 1)))
        .hasMessageContaining("nested deeper than 512");
    assertThatThrownBy(() -> Document.parse("{\"a\":" + "[".repeat(1_000_000)))
        .hasMessageContaining("nested deeper than 512");
  }

  @Test
  void takesNamesUpToTheLimitAndNoMore() throws InvalidDocumentException {
    assertThat(Document.parse(names(Document.MAX_NAMES)).count()).isEqualTo(Document.MAX_NAMES);
    assertThatThrownBy(() -> Document.parse(names(Document.MAX_NAMES + 1)))
        .hasMessageContaining("more than 100000 names");
  }

  @Test
  void letsTheLastOfTwoEqualNamesWin() throws InvalidDocumentException {
    var document = Document.parse("{\"a\":1,\"b\":2,\"\\u0061\":3}");

    assertThat(document.names()).containsExactly("a", "b");
    assertThat(text(document, "a")).isEqualTo("3");
    assertThat(document).hasToString("{\"a\":3,\"b\":2}");
    assertThat(document.with(Document.parse("{\"c\":4}"))).hasToString("{\"a\":3,\"b\":2,\"c\":4}");
  }

  @Test
  void keepsTheRawTextOfItsValues() throws InvalidDocumentException {
    var document = Document.parse(" {\"a\" : [1, 2] , \"b\":{\"c\" :1.50}} ");

    assertThat(text(document, "a")).isEqualTo("[1, 2]");
    assertThat(text(document, "b")).isEqualTo("{\"c\" :1.50}");
    assertThat(document.value("c")).isNull();
    assertThat(document.has("a")).isTrue();
    assertThat(document.has("c")).isFalse();
  }

  @Test
  void picksNamesAndLeavesOutWhatItDoesNotHave() throws InvalidDocumentException {
    var document = Document.parse("{\"a\":1,\"b\":2,\"c\":3}");

    assertThat(document.only(List.of("c", "x", "a"))).hasToString("{\"c\":3,\"a\":1}");
    assertThat(document.only(List.of("x"))).isSameAs(Document.EMPTY);
    assertThat(document.only(List.of("a", "b", "c"))).isSameAs(document);
  }

  @Test
  void writesNamesThatNeedEscapesSoThatTheyAreReadBack() throws InvalidDocumentException {
    var names = List.of("a\"b", "\\", "\n\t\u0001", "\u20ac\ud83d\ude00", "\ud800x", "x\udc00", "");
    Map<String, byte[]> values = new LinkedHashMap<>();
    names.forEach(name -> values.put(name, Document.quote(name)));

    var read = Document.parse(Document.of(values).bytes());

    assertThat(read.names()).isEqualTo(names);
    assertThat(Document.of(Map.of())).isSameAs(Document.EMPTY);
  }

  @Test
  void unquotesWhatItQuoted() {
    for (var text :
        List.of("", "plain", "\"\\/\b\f\n\r\t", "\u0001 ö €", "\ud83c\udf89", "\udf89")) {
      assertThat(Document.unquote(Document.quote(text))).isEqualTo(text);
    }
  }

  @Test
  void isEqualWhenItsTextIs() throws InvalidDocumentException {
    assertThat(Document.parse("{\"a\":1}"))
        .isEqualTo(Document.parse("{\"a\":1}"))
        .hasSameHashCodeAs(Document.parse("{\"a\":1}"))
        .isNotEqualTo(Document.parse("{\"a\": 1}"));
  }

  private static String text(Document document, String name) {
    var value = document.value(name);
    assertThat(value).isNotNull();
    return new String(value, UTF_8);
  }

  private static String nested(int depth) {
    return "{\"a\":" + "[".repeat(depth) + "]".repeat(depth) + "}";
  }

  private static String names(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "\"" + i + "\":0")
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static byte[] bytes(int... octets) {
    var bytes = new byte[octets.length];
    for (var i = 0; i < octets.length; i++) {
      bytes[i] = (byte) octets[i];
    }
    return bytes;
  }

  private static byte[] quoted(byte[] inner) {
    var text = new byte[inner.length + 8];
    System.arraycopy("{\"a\":\"".getBytes(UTF_8), 0, text, 0, 6);
    System.arraycopy(inner, 0, text, 6, inner.length);
    text[text.length - 2] = '"';
    text[text.length - 1] = '}';
    return text;
  }
}
