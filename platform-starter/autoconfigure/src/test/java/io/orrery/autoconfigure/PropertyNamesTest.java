package io.orrery.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The names of the settings are an interface: a change of one is a change of a golden file. */
class PropertyNamesTest {

  private static final String METADATA = "/META-INF/spring-configuration-metadata.json";

  @Test
  void stayAsTheyAre() throws IOException {
    assertThat(properties().map(it -> it.get("name").asString()))
        .containsExactlyElementsOf(golden());
  }

  @Test
  void areAllDescribed() throws IOException {
    assertThat(properties()).allMatch(it -> it.hasNonNull("description"));
  }

  private static Stream<JsonNode> properties() throws IOException {
    JsonNode metadata = JsonMapper.builder().build().readTree(text(METADATA));
    return metadata.get("properties").valueStream();
  }

  private static List<String> golden() throws IOException {
    return text("/property-names.txt").lines().toList();
  }

  private static String text(String resource) throws IOException {
    try (InputStream in = PropertyNamesTest.class.getResourceAsStream(resource)) {
      return new String(
          Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
