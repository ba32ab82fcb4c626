package io.orrery.readmodel.elasticsearch.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// The mappings as they are written down. Whoever changes that of a field makes a new version in
/// [Names] and writes it down anew; whoever adds a field looks at [LaterFields].
class MappingsTest {

  @Test
  void areThoseOfTheirVersion() throws IOException {
    var text = new StringBuilder("version " + Names.VERSION + "\n");
    for (var kept : Names.all()) {
      text.append('\n').append(kept).append('\n');
      new TreeMap<>(Mappings.properties(kept))
          .forEach((field, mapping) ->
              text.append("  ").append(field).append(": ").append(mapping).append('\n'));
    }
    try (var file = MappingsTest.class.getResourceAsStream("mappings.txt")) {
      assertThat(text.toString())
          .isEqualTo(new String(file.readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}
