package io.orrery.engine.testing;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// A BPMN file with one process, written by method calls in the order of its flow: each element
/// follows the one before it, and [Scope#from] goes back to another one.
///
/// ```
/// Model.process("order").start().service("pay", "charge").end().model()
/// ```
public final class Model {

  private final String id;
  private final Map<String, String> messages = new LinkedHashMap<>();
  private final Map<String, String> errors = new LinkedHashMap<>();
  private final Scope root = new Scope(this);

  private Model(String id) {
    this.id = id;
  }

  /// Begins a process with an id.
  public static Scope process(String id) {
    return new Model(id).root;
  }

  public String id() {
    return id;
  }

  String message(String name, String correlationKey) {
    var subscription =
        correlationKey.isEmpty()
            ? ""
            : "<extensionElements><zeebe:subscription correlationKey=\"=%s\"/></extensionElements>"
                .formatted(Xml.escaped(correlationKey));
    var xml = "name=\"" + Xml.escaped(name) + "\">" + subscription + "</message>";
    return messages.computeIfAbsent(xml, _ -> "message-" + messages.size());
  }

  String error(String code) {
    return errors.computeIfAbsent(Xml.escaped(code), _ -> "error-" + errors.size());
  }

  public byte[] bytes() {
    return toString().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    var xml = new StringBuilder();
    xml.append(
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
            xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
            xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="test">
        """);
    xml.append("<process id=\"%s\" isExecutable=\"true\">\n".formatted(id));
    root.write(xml);
    xml.append("</process>\n");
    messages.forEach(
        (message, key) -> xml.append("<message id=\"%s\" %s\n".formatted(key, message)));
    errors.forEach(
        (code, key) -> xml.append("<error id=\"%s\" errorCode=\"%s\"/>\n".formatted(key, code)));
    return xml.append("</definitions>\n").toString();
  }
}
