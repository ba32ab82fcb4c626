package io.orrery.readmodel.elasticsearch.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// The mappings as they are written down. Whoever changes one makes a new version in [Names] and
/// writes it down anew.
class MappingsTest {

  @Test
  void areThoseOfTheirVersion() throws IOException {
    var text = new StringBuilder("version " + Names.VERSION + "\n");
    for (var kept : Names.all()) {
      text.append('\n').append(kept).append('\n');
      properties(kept)
          .forEach((field, mapping) ->
              text.append("  ").append(field).append(": ").append(mapping).append('\n'));
    }
    try (var file = MappingsTest.class.getResourceAsStream("mappings.txt")) {
      assertThat(text.toString())
          .isEqualTo(new String(file.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  // The properties of a mapping are by their names.
  @SuppressWarnings("unchecked")
  private static Map<String, Object> properties(String kept) {
    return (Map<String, Object>) Objects.requireNonNull(Mappings.of(kept).get("properties"));
  }
}
