package io.orrery.readmodel.elasticsearch.records;

import io.orrery.exporter.api.RecordValue;
import io.orrery.exporter.api.ValueType;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/// How Elasticsearch is to understand raw records. What is in a value is read off its class, so a
/// new kind of value needs nothing here.
///
/// Numbers are numbers, texts are keywords as long as they can be looked for, objects whose names
/// are data (variables, headers) are kept and not looked into.
final class Mappings {

  /// To be counted up when what is made here changes for values that there were before.
  static final int VERSION = 1;

  /// A keyword has at most 32 766 bytes, and a character up to four.
  private static final int MAX_KEYWORD = 8_191;

  private static final JsonObject KEYWORD =
      Json.createObjectBuilder().add("type", "keyword").add("ignore_above", MAX_KEYWORD).build();
  private static final JsonObject TEXT = type("text");
  private static final JsonObject UNSEARCHED =
      Json.createObjectBuilder().add("type", "object").add("enabled", false).build();

  /// A file in base 64, too long to be looked for.
  private static final JsonObject FILE =
      Json.createObjectBuilder()
          .add("type", "keyword")
          .add("index", false)
          .add("doc_values", false)
          .build();

  private Mappings() {}

  private static JsonObject type(String name) {
    return Json.createObjectBuilder().add("type", name).build();
  }

  /// What all records have in common.
  static JsonObject common() {
    var tenants =
        Json.createObjectBuilder()
            .add("properties", Json.createObjectBuilder().add("authorized_tenants", KEYWORD));
    var fields =
        Json.createObjectBuilder()
            .add("partitionId", type("integer"))
            .add("position", type("long"))
            .add("sequence", type("long"))
            .add("sourceRecordPosition", type("long"))
            .add("key", type("long"))
            .add("timestamp", type("date"))
            .add("recordType", KEYWORD)
            .add("valueType", KEYWORD)
            .add("intent", KEYWORD)
            .add("rejectionType", KEYWORD)
            .add("rejectionReason", TEXT)
            .add("brokerVersion", KEYWORD)
            .add("recordVersion", type("integer"))
            .add("operationReference", type("long"))
            .add("authorizations", tenants);
    return Json.createObjectBuilder().add("dynamic", "strict").add("properties", fields).build();
  }

  /// What records about this kind of thing have beside it.
  static JsonObject of(ValueType type) {
    return Json.createObjectBuilder()
        .add("properties", Json.createObjectBuilder().add("value", object(valueClass(type))))
        .build();
  }

  /// Both.
  static JsonObject whole(ValueType type) {
    var fields = Json.createObjectBuilder(common().getJsonObject("properties"));
    of(type).getJsonObject("properties").forEach(fields::add);
    return Json.createObjectBuilder(common()).add("properties", fields).build();
  }

  /// By its name: `PROCESS_INSTANCE` is said by a `ProcessInstanceValue`.
  private static Class<?> valueClass(ValueType type) {
    var name =
        Arrays.stream(type.name().split("_"))
            .map(word -> word.charAt(0) + word.substring(1).toLowerCase(java.util.Locale.ROOT))
            .collect(Collectors.joining("", "", "Value"));
    try {
      return Class.forName(RecordValue.class.getPackageName() + "." + name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("no class says what is in a " + type, e);
    }
  }

  private static JsonObjectBuilder object(Class<?> type) {
    var fields = Json.createObjectBuilder();
    for (var component : type.getRecordComponents()) {
      fields.add(name(component), field(component));
    }
    return Json.createObjectBuilder().add("dynamic", "strict").add("properties", fields);
  }

  /// As the public schema has it, where a flag `isOpen` is called `open`.
  private static String name(RecordComponent component) {
    var name = component.getName();
    return component.getType() == boolean.class && name.matches("is[A-Z].*")
        ? Character.toLowerCase(name.charAt(2)) + name.substring(3)
        : name;
  }

  private static JsonObject field(RecordComponent component) {
    var name = component.getName();
    if (name.equals("resource")) {
      return FILE;
    } else if (name.endsWith("Message") || name.equals("stacktrace")) {
      return TEXT;
    }
    return field(component.getGenericType());
  }

  private static JsonObject field(Type type) {
    if (type == long.class || type == Long.class) {
      return type("long");
    } else if (type == int.class || type == Integer.class) {
      return type("integer");
    } else if (type == boolean.class) {
      return type("boolean");
    } else if (type == String.class) {
      return KEYWORD;
    } else if (type instanceof ParameterizedType list && isList(list)) {
      return field(list.getActualTypeArguments()[0]);
    } else if (type instanceof Class<?> value
        && value.isRecord()
        && value != RecordValue.Json.class) {
      return object(value).build();
    }
    return UNSEARCHED;
  }

  private static boolean isList(ParameterizedType type) {
    return type.getRawType() instanceof Class<?> raw
        && Collection.class.isAssignableFrom(raw)
        && !Map.class.isAssignableFrom(raw);
  }
}
