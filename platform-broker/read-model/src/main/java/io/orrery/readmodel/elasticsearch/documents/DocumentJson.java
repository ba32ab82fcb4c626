package io.orrery.readmodel.elasticsearch.documents;

import io.orrery.readmodel.BatchOperations.Claim;
import io.orrery.readmodel.document.BatchOperation;
import io.orrery.readmodel.document.Document;
import io.orrery.readmodel.document.Fields;
import io.orrery.readmodel.document.ProcessInstance;
import io.orrery.readmodel.document.SequenceFlow;
import io.orrery.readmodel.document.Variable;
import io.orrery.readmodel.schema.Field;
import io.orrery.readmodel.schema.FieldType;
import io.orrery.readmodel.schema.Kind;
import io.orrery.readmodel.schema.Texts;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Documents as they are kept, to and fro. Of long texts as much as can be indexed stands in its
/// field, and the whole beside it.
final class DocumentJson {

  private static final JsonFactory JSON = new JsonFactory();
  private static final int FIRST_CAPACITY = 512;
  private static final int NAME = Fields.of(Variable.class).index("name");
  private static final int VALUE = Fields.of(Variable.class).index("value");
  private static final int IS_TRUNCATED = Fields.of(Variable.class).index("isTruncated");
  private static final int INSTANCE = Fields.of(Variable.class).index("processInstanceKey");
  private static final int DATE = Fields.of(Variable.class).index("lastUpdateDate");
  private static final int COUNT = Fields.of(SequenceFlow.class).index("count");

  private DocumentJson() {}

  static byte[] of(Stored document) {
    return write(json -> {
      var whole = new LinkedHashMap<String, String>();
      for (var field : document.key().kind().all()) {
        writeField(json, field, shown(document, field), whole);
      }
      json.writeNumberProperty(Mappings.POSITION, document.position());
      if (document.key().type() == ProcessInstance.class) {
        json.writeNumberProperty(Mappings.OPEN_INCIDENTS, document.count());
      } else if (document.key().type() == Variable.class) {
        json.writeNumberProperty(Mappings.DIGEST, digest(document));
      }
      writeWhole(json, whole);
    });
  }

  /// A document that nobody has changed: what a definition or an item of a batch is.
  static <T extends Document> byte[] of(T document) {
    return write(json -> writeFields(json, document));
  }

  private static <T extends Document> void writeFields(JsonGenerator json, T document) {
    var fields = Fields.of(document);
    var values = fields.values(document);
    var whole = new LinkedHashMap<String, String>();
    for (var field : Kind.of(fields.kind()).all()) {
      writeField(json, field, values[field.index()], whole);
    }
    writeWhole(json, whole);
  }

  /// A batch operation and who carries it out.
  static byte[] of(BatchOperation operation, Claim claim) {
    return write(json -> {
      writeFields(json, operation);
      json.writeStringProperty(Mappings.OWNER, claim.owner());
      json.writeNumberProperty(Mappings.OWNED_UNTIL, claim.until().toEpochMilli());
    });
  }

  /// Who carries out a batch operation; nobody, if it is of an older build.
  static Claim claim(Map<String, Object> source) {
    var owner = source.get(Mappings.OWNER) instanceof String text ? text : "";
    var until =
        source.get(Mappings.OWNED_UNTIL) instanceof Number number
            ? Instant.ofEpochMilli(number.longValue())
            : Instant.EPOCH;
    return new Claim(owner, until);
  }

  /// What a variable was, up to the record that wrote over it.
  static byte[] past(Stored variable) {
    return write(json -> {
      var value = text(variable, VALUE);
      var whole = new LinkedHashMap<String, String>();
      json.writeNumberProperty(Mappings.VARIABLE, (Long) variable.key().key());
      if (variable.value(INSTANCE) instanceof Long instance) {
        json.writeNumberProperty(Mappings.INSTANCE, instance);
      }
      json.writeNumberProperty(Mappings.POSITION, variable.position());
      json.writeStringProperty(Mappings.VALUE, Texts.shown(value));
      json.writeBooleanProperty(Mappings.IS_TRUNCATED, Texts.isTooLong(value));
      if (variable.value(DATE) instanceof Instant date) {
        json.writeNumberProperty(Mappings.DATE, date.toEpochMilli());
      }
      if (Texts.isTooLong(value)) {
        whole.put(Mappings.VALUE, Texts.whole(value));
      }
      writeWhole(json, whole);
    });
  }

  static byte[] file(String xml) {
    return write(json -> json.writeStringProperty(Mappings.XML, xml));
  }

  private static byte[] write(Content content) {
    var text = new StringWriter(FIRST_CAPACITY);
    try (var json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      content.write(json);
      json.writeEndObject();
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static @Nullable Object shown(Stored document, Field field) {
    boolean isCut = document.key().type() == Variable.class && field.index() == IS_TRUNCATED;
    return isCut ? (Object) Texts.isTooLong(text(document, VALUE)) : document.value(field.index());
  }

  private static long digest(Stored variable) {
    return Texts.digest(text(variable, NAME), text(variable, VALUE));
  }

  private static String text(Stored document, int field) {
    return document.value(field) instanceof String text ? text : "";
  }

  private static void writeField(
      JsonGenerator json, Field field, @Nullable Object value, Map<String, String> whole) {
    switch (value) {
      case null -> json.writeNullProperty(field.name());
      case Long number -> json.writeNumberProperty(field.name(), number);
      case Integer number -> json.writeNumberProperty(field.name(), number);
      case Boolean flag -> json.writeBooleanProperty(field.name(), flag);
      case Instant time -> json.writeNumberProperty(field.name(), time.toEpochMilli());
      case String text -> writeText(json, field, text, whole);
      default -> throw new IllegalArgumentException(field.name() + " cannot be " + value);
    }
  }

  private static void writeText(
      JsonGenerator json, Field field, String text, Map<String, String> whole) {
    if (text.isEmpty() && field.isNullable()) {
      json.writeNullProperty(field.name());
    } else if (field.type() == FieldType.LONG_TEXT) {
      json.writeStringProperty(field.name(), Texts.shown(text));
      if (Texts.isTooLong(text)) {
        whole.put(field.name(), isValue(field) ? Texts.whole(text) : Texts.storable(text));
      }
    } else {
      json.writeStringProperty(field.name(), Texts.name(text));
    }
  }

  /// Values of variables are kept as long as they are.
  private static boolean isValue(Field field) {
    return field.name().equals(Mappings.VALUE);
  }

  private static void writeWhole(JsonGenerator json, Map<String, String> whole) {
    if (!whole.isEmpty()) {
      json.writeObjectPropertyStart(Mappings.WHOLE);
      whole.forEach(json::writeStringProperty);
      json.writeEndObject();
    }
  }

  /// The document as it is shown: long texts whole, but for values of variables.
  static <T extends Document> T document(Kind<T> kind, Map<String, Object> source) {
    var values = new @Nullable Object[kind.all().size()];
    for (var field : kind.all()) {
      var given =
          kind.type() == Variable.class ? source.get(field.name()) : given(field.name(), source);
      values[field.index()] = value(field, given);
    }
    return kind.fields().document(values);
  }

  /// The document as it was written, with all that nobody sees of it.
  static Stored stored(DocumentKey key, Map<String, Object> source) {
    var kind = key.kind();
    var values = new @Nullable Object[kind.all().size()];
    for (var field : kind.all()) {
      values[field.index()] = value(field, given(field.name(), source));
    }
    int count = number(source.get(Mappings.OPEN_INCIDENTS));
    if (key.type() == SequenceFlow.class && values[COUNT] instanceof Integer taken) {
      count = taken;
    }
    long position =
        source.get(Mappings.POSITION) instanceof Number number ? number.longValue() : -1;
    return new Stored(key, values, count, -1, position);
  }

  private static int number(@Nullable Object value) {
    return value instanceof Number number ? number.intValue() : 0;
  }

  private static @Nullable Object given(String field, Map<String, Object> source) {
    var given = whole(field, source);
    return given == null ? LaterFields.value(field, source) : given;
  }

  /// A text as long as it was.
  static @Nullable Object whole(String field, Map<String, Object> source) {
    return source.get(Mappings.WHOLE) instanceof Map<?, ?> whole && whole.containsKey(field)
        ? whole.get(field)
        : source.get(field);
  }

  static @Nullable Object value(Field field, @Nullable Object given) {
    if (given == null) {
      return null;
    }
    return switch (field.type()) {
      case KEY -> ((Number) given).longValue();
      case COUNT -> ((Number) given).intValue();
      case INSTANT -> Instant.ofEpochMilli(((Number) given).longValue());
      case FLAG, TEXT, LONG_TEXT, STATE -> given;
    };
  }

  /// What stands between the brackets.
  private interface Content {
    void write(JsonGenerator json);
  }
}
