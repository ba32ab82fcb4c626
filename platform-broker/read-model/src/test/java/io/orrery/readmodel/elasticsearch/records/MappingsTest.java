package io.orrery.readmodel.elasticsearch.records;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.exporter.api.ValueType;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.stream.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What Elasticsearch is told about raw records. If this fails because a value has new fields, take
/// the new text; if a field changed its type, count up `Mappings.VERSION` too.
class MappingsTest {

  @Test
  void areThoseInTheFile() throws IOException {
    var all = Json.createObjectBuilder().add("version", Mappings.VERSION);
    all.add("common", Mappings.common());
    for (var type : ValueType.values()) {
      all.add(type.name(), Mappings.of(type));
    }
    assertThat(pretty(all.build())).isEqualTo(golden());
  }

  private static String golden() throws IOException {
    try (var in = MappingsTest.class.getResourceAsStream("mappings.json")) {
      return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }

  private static String pretty(JsonObject json) {
    var text = new StringWriter();
    var factory = Json.createWriterFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true));
    try (var writer = factory.createWriter(text)) {
      writer.write(json);
    }
    return text.toString().strip();
  }

  @ParameterizedTest
  @EnumSource(ValueType.class)
  void letNoFieldInThatTheyDoNotKnow(ValueType type) {
    var whole = Mappings.whole(type);
    assertThat(whole.getString("dynamic")).isEqualTo("strict");
    var value = whole.getJsonObject("properties").getJsonObject("value");
    assertThat(value.getString("dynamic")).isEqualTo("strict");
    assertThat(value.getJsonObject("properties")).isNotEmpty();
  }
}
