package io.orrery.broker.exporter;

import io.orrery.exporter.api.RecordType;
import io.orrery.exporter.api.ValueType;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Exporters as configurations name them that were written for Zeebe, in the names that they have
/// here. What has no counterpart is refused by name.
final class KnownElsewhere {

  private static final String EXPORTER =
      "io.orrery.readmodel.elasticsearch.exporter.ElasticsearchExporter";

  /// The class there, and whether the server is OpenSearch.
  private static final Map<String, Boolean> CLASSES =
      Map.of(
          "io.camunda.zeebe.exporter.ElasticsearchExporter", false,
          "io.camunda.zeebe.exporter.opensearch.OpensearchExporter", true);

  /// Arguments that are the same but for their names, here without dashes and upper case.
  private static final Map<String, String> NAMES =
      Map.of(
          "url", "url",
          "index.prefix", "records.prefix",
          "index.numberofshards", "records.shards",
          "index.numberofreplicas", "records.replicas",
          "bulk.size", "bulk.size",
          "bulk.memorylimit", "bulk.memory-limit",
          "authentication.username", "authentication.username",
          "authentication.password", "authentication.password");

  /// Kinds of records that are left out there unless somebody wants them.
  private static final Set<ValueType> SELDOM_WANTED =
      EnumSet.of(ValueType.JOB_BATCH, ValueType.PROCESS_EVENT);

  /// Kinds of records that there are there and not here: whether they are wanted does not matter.
  private static final Set<String> ABSENT =
      Set.of(
          "checkpoint",
          "commanddistribution",
          "compensationsubscription",
          "decision",
          "decisionevaluation",
          "decisionrequirements",
          "escalation",
          "form",
          "messagebatch",
          "messagecorrelation",
          "processinstancebatch",
          "processinstancemigration",
          "processinstancemodification",
          "resourcedeletion",
          "signal",
          "signalsubscription",
          "usertask");

  private final String id;
  private final Map<String, Object> given = new TreeMap<>();
  private final Map<String, Object> translated = new LinkedHashMap<>();

  private KnownElsewhere(String id) {
    this.id = id;
  }

  /// The same exporter as it is called here; any other one stays as it is.
  static ExporterSettings translate(ExporterSettings settings) {
    var isOpenSearch = CLASSES.get(settings.className());
    if (isOpenSearch == null || settings.jarPath() != null) {
      return settings;
    }
    var names = new KnownElsewhere(settings.id());
    names.flatten("", settings.arguments());
    return new ExporterSettings(
        settings.id(),
        EXPORTER,
        null,
        names.translate(isOpenSearch),
        settings.lagBudget(),
        settings.maxAttempts());
  }

  private void flatten(String prefix, Map<?, ?> map) {
    map.forEach((name, value) -> {
      var full = prefix + String.valueOf(name).replace("-", "").toLowerCase(Locale.ROOT);
      if (value instanceof Map<?, ?> inner) {
        flatten(full + ".", inner);
      } else if (value != null) {
        given.put(full, value);
      }
    });
  }

  private Map<String, Object> translate(boolean isOpenSearch) {
    translated.put("read-model.enabled", false);
    translated.put("records.enabled", true);
    translated.put("opensearch", isOpenSearch);
    translated.put("url", "http://localhost:9200");
    NAMES.forEach((there, here) -> {
      var value = given.remove(there);
      if (value != null) {
        translated.put(here, value);
      }
    });
    withUnit("requesttimeoutms", "request-timeout", "ms");
    withUnit("bulk.delay", "bulk.delay", "s");
    retention();
    types();
    if (!flag("index.createtemplate", true)) {
      throw new InvalidExporterException(id, "index.createTemplate cannot be false here");
    } else if (!given.isEmpty()) {
      throw new InvalidExporterException(id, "unknown here: " + given.keySet());
    }
    return translated;
  }

  private void withUnit(String there, String here, String unit) {
    var value = given.remove(there);
    if (value != null) {
      var text = value.toString();
      translated.put(here, text.matches("\\d+") ? text + unit : text);
    }
  }

  private void retention() {
    var age = given.remove("retention.minimumage");
    if (flag("retention.enabled", false)) {
      translated.put("retention.records-after", age == null ? "30d" : age);
    }
  }

  private void types() {
    var recordTypes = EnumSet.noneOf(RecordType.class);
    choose(recordTypes, RecordType.COMMAND, flag("index.command", false));
    choose(recordTypes, RecordType.EVENT, flag("index.event", true));
    choose(recordTypes, RecordType.COMMAND_REJECTION, flag("index.rejection", false));
    var valueTypes = EnumSet.noneOf(ValueType.class);
    for (var type : ValueType.values()) {
      var name = "index." + type.name().replace("_", "").toLowerCase(Locale.ROOT);
      choose(valueTypes, type, flag(name, !SELDOM_WANTED.contains(type)));
    }
    ABSENT.forEach(name -> given.remove("index." + name));
    if (recordTypes.isEmpty() || valueTypes.isEmpty()) {
      throw new InvalidExporterException(id, "all records are left out");
    }
    var all = Arrays.asList(recordTypes, valueTypes);
    translated.put(
        "records.types",
        all.stream().flatMap(Set::stream).map(Enum::name).collect(Collectors.joining(",")));
  }

  private static <E extends Enum<E>> void choose(Set<E> chosen, E type, boolean isWanted) {
    if (isWanted) {
      chosen.add(type);
    }
  }

  private boolean flag(String name, boolean otherwise) {
    var value = given.remove(name);
    return switch (value == null ? "" : value.toString()) {
      case "" -> otherwise;
      case "true" -> true;
      case "false" -> false;
      default -> throw new InvalidExporterException(id, name + " must be true or false");
    };
  }
}
