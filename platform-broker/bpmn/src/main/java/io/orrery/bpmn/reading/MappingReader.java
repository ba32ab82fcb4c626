package io.orrery.bpmn.reading;

import io.orrery.bpmn.model.Mapping;
import io.orrery.bpmn.xml.Zeebe;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads input and output mappings.
record MappingReader(Texts texts) {

  /// How many names a target path may have.
  static final int MAX_PATH = 50;

  private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]*");

  private static final Set<String> RESERVED =
      Set.of(
          "null",
          "true",
          "false",
          "function",
          "if",
          "then",
          "else",
          "for",
          "between",
          "instance",
          "of",
          "in",
          "not",
          "and",
          "or",
          "some",
          "every",
          "satisfies",
          "return");

  List<Mapping> read(Node node, String kind, Collection<? extends Zeebe.MappingElement> mappings) {
    var read = new ArrayList<Mapping>();
    for (var mapping : mappings) {
      var source = mapping.source();
      var expression =
          texts.feel(
              node,
              "source of the " + kind + " mapping",
              source == null || source.isBlank() || source.strip().equals("=") ? "=null" : source);
      var target = target(node, kind, mapping.target());
      read.add(new Mapping(expression, target));
    }
    return List.copyOf(read);
  }

  private String target(Node node, String kind, @Nullable String text) {
    var target = text == null ? "" : text.strip();
    if (target.startsWith("=")) {
      target = target.substring(1).strip();
    }
    var names = List.of(target.split("\\.", -1));
    var wrong = names.stream().filter(name -> !isName(name)).findFirst();
    if (wrong.isPresent()) {
      texts
          .problems()
          .add(
              node.id(),
              "the target of the %s mapping must be a variable name or path, but '%s' is none"
                  .formatted(kind, shortened(target)));
    } else if (names.size() > MAX_PATH || target.length() > Texts.MAX_LENGTH) {
      texts.problems().add(node.id(), "the target of the " + kind + " mapping is too long");
    }
    return target;
  }

  private static String shortened(String text) {
    return text.length() > 100 ? text.substring(0, 100) + "…" : text;
  }

  private static boolean isName(String name) {
    return NAME.matcher(name).matches() && !RESERVED.contains(name);
  }
}
