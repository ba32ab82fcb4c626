package io.orrery.readmodel.elasticsearch.documents;

import io.orrery.readmodel.document.BatchOperation;
import io.orrery.readmodel.document.ProcessInstance;
import io.orrery.readmodel.document.Variable;
import io.orrery.readmodel.schema.Field;
import io.orrery.readmodel.schema.Kind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/// How the fields of documents are indexed. A missing value is null in the document and indexed as
/// one that no present value is and that is less than all of them, so that an order has no special
/// cases.
final class Mappings {

  /// The position of the last record that is in a document.
  static final String POSITION = "position";

  /// How many incidents of a process instance are open.
  static final String OPEN_INCIDENTS = "openIncidents";

  /// A number made of the name and the whole value of a variable.
  static final String DIGEST = "digest";

  /// Texts that are longer than what is indexed of them, by their field.
  static final String WHOLE = "whole";

  /// Who carries a batch operation out, and until when.
  static final String OWNER = "owner";

  static final String OWNED_UNTIL = "ownedUntil";

  static final String VARIABLE = "variableKey";
  static final String INSTANCE = "processInstanceKey";
  static final String VALUE = "value";
  static final String IS_TRUNCATED = "isTruncated";
  static final String DATE = "lastUpdateDate";
  static final String XML = "xml";
  static final String PARTITION = "partitionId";
  static final String DECIDED = "decided";

  private Mappings() {}

  /// The mapping of what has this name in [Names].
  static Map<String, Object> of(String kept) {
    var mapping = new LinkedHashMap<String, Object>();
    mapping.put("dynamic", "strict");
    mapping.put("properties", new TreeMap<>(properties(kept)));
    return mapping;
  }

  /// How each field is indexed of what has this name in [Names].
  static Map<String, Object> properties(String kept) {
    return switch (kept) {
      case Names.PAST -> past();
      case Names.FILES -> Map.of(XML, onlyKept());
      case Names.POSITIONS ->
          Map.of(PARTITION, type("integer"), POSITION, type("long"), DECIDED, date());
      default -> documents(kept);
    };
  }

  private static Map<String, Object> past() {
    return Map.of(
        VARIABLE,
        type("long"),
        INSTANCE,
        type("long"),
        POSITION,
        type("long"),
        VALUE,
        onlyKept(),
        IS_TRUNCATED,
        type("boolean"),
        DATE,
        date(),
        WHOLE,
        unread());
  }

  private static Map<String, Object> documents(String kept) {
    var kind = Kind.known().stream().filter(it -> it.name().equals(kept)).findFirst().orElseThrow();
    var properties = new LinkedHashMap<String, Object>();
    kind.all().forEach(field -> properties.put(field.name(), of(field)));
    properties.put(POSITION, type("long"));
    properties.put(WHOLE, unread());
    if (kind.type() == ProcessInstance.class) {
      properties.put(OPEN_INCIDENTS, type("integer"));
    } else if (kind.type() == Variable.class) {
      properties.put(DIGEST, type("long"));
    } else if (kind.type() == BatchOperation.class) {
      properties.put(OWNER, type("keyword"));
      properties.put(OWNED_UNTIL, date());
    }
    return properties;
  }

  private static Map<String, Object> of(Field field) {
    var mapping =
        switch (field.type()) {
          case KEY -> type("long");
          case COUNT -> type("integer");
          case FLAG -> type("boolean");
          case INSTANT -> date();
          case TEXT, LONG_TEXT, STATE -> type("keyword");
        };
    var missing = field.missing();
    if (missing != null) {
      mapping.put("null_value", missing);
    }
    return mapping;
  }

  private static Map<String, Object> type(String type) {
    var mapping = new LinkedHashMap<String, Object>();
    mapping.put("type", type);
    return mapping;
  }

  private static Map<String, Object> date() {
    var mapping = type("date");
    mapping.put("format", "epoch_millis");
    return mapping;
  }

  /// A text that is given back and never searched.
  private static Map<String, Object> onlyKept() {
    var mapping = type("keyword");
    mapping.put("index", false);
    mapping.put("doc_values", false);
    return mapping;
  }

  private static Map<String, Object> unread() {
    var mapping = type("object");
    mapping.put("enabled", false);
    return mapping;
  }
}
