package io.orrery.operate.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WeightTest {

  private static final int PAGE = 100;

  private static Map<String, @Nullable Object> item(String name, String text) {
    Map<String, @Nullable Object> item = new HashMap<>();
    item.put("key", "1");
    item.put(name, text);
    item.put("nothing", null);
    return item;
  }

  private static List<Map<String, @Nullable Object>> page(Map<String, @Nullable Object> item) {
    return Weight.bounded(Collections.nCopies(PAGE, item));
  }

  private static String text(Map<String, @Nullable Object> item, String name) {
    return String.valueOf(item.get(name));
  }

  @Test
  void leavesAPageAloneThatIsLight() {
    var items = List.of(item("message", "x".repeat(Weight.MAX_BYTES - 10)), item("message", ""));

    assertThat(Weight.bounded(items)).isSameAs(items);
  }

  @Test
  void cutsLongTextsOfAHeavyPage() {
    var stack = page(item("errorMessage", "at \"somewhere\"\n".repeat(10_000))).getFirst();

    assertThat(text(stack, "errorMessage")).startsWith("at \"somewhere\"\n").endsWith("…");
    assertThat(PAGE * text(stack, "errorMessage").length()).isLessThan(Weight.MAX_BYTES);
    assertThat(stack).containsEntry("key", "1").containsEntry("nothing", null);
  }

  @Test
  void weighsBytesAndNotLetters() {
    var bytes = 0;
    for (Map<String, @Nullable Object> chinese : page(item("message", "流".repeat(8_000)))) {
      bytes += text(chinese, "message").getBytes(StandardCharsets.UTF_8).length;
    }

    assertThat(bytes).isLessThan(Weight.MAX_BYTES + PAGE * 3);
  }

  @Test
  void saysOfAVariableThatItWasCut() {
    var variable = item("value", "\uD83D\uDE00".repeat(10_000));
    variable.put("isTruncated", false);

    var cut = page(variable).getFirst();

    assertThat(cut).containsEntry("isTruncated", true);
    assertThat(text(cut, "value")).doesNotContain("…");
    assertThat(Character.isLowSurrogate(text(cut, "value").charAt(text(cut, "value").length() - 1)))
        .isTrue();
  }

  @Test
  void leavesShortTextsWhateverTheyWeigh() {
    var items = Collections.nCopies(10_000, item("name", "x".repeat(Weight.SHORT)));

    assertThat(Weight.bounded(items)).isEqualTo(items);
  }
}
