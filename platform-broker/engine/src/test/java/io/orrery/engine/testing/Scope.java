package io.orrery.engine.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A process or sub-process of a [Model] that is being written.
public final class Scope {

  private static final String TIMER =
      "<timerEventDefinition><%s xsi:type=\"tFormalExpression\">%s</%s></timerEventDefinition>";

  private final Model model;
  private final List<String> nodes = new ArrayList<>();
  private final List<String> flows = new ArrayList<>();
  private @Nullable String last;
  private String condition = "";

  Scope(Model model) {
    this.model = model;
  }

  public Model model() {
    return model;
  }

  /// Goes on behind this element.
  public Scope from(String id) {
    last = id;
    return this;
  }

  /// The flow to the next element has a condition.
  public Scope when(String expression) {
    condition =
        "<conditionExpression xsi:type=\"tFormalExpression\">=%s</conditionExpression>"
            .formatted(Xml.escaped(expression));
    return this;
  }

  /// Leads to an element that is there already, or will be.
  public Scope to(String id) {
    if (last != null) {
      var flow = last + "-" + id + "-" + flows.size();
      flows.add(
          "<sequenceFlow id=\"%s\" sourceRef=\"%s\" targetRef=\"%s\">%s</sequenceFlow>"
              .formatted(flow, last, id, condition));
    }
    condition = "";
    last = null;
    return this;
  }

  /// An element as it stands in the file.
  public Scope node(String tag, String id, String attributes, String inner) {
    to(id);
    nodes.add("<%s id=\"%s\" %s>%s</%s>".formatted(tag, id, attributes, inner, tag));
    last = id;
    return this;
  }

  public Scope start() {
    return node("startEvent", "start", "", "");
  }

  public Scope start(String id, UnaryOperator<Activity> with) {
    return node("startEvent", id, "", with.apply(new Activity()).extensions());
  }

  public Scope startMessage(String id, String message) {
    return startMessage(id, message, Activity.PLAIN);
  }

  public Scope startMessage(String id, String message, UnaryOperator<Activity> with) {
    last = null;
    return node(
        "startEvent", id, "", with.apply(new Activity()).extensions() + message(message, ""));
  }

  public Scope startTimer(String id, String kind, String value) {
    last = null;
    return node("startEvent", id, "", TIMER.formatted(kind, Xml.escaped(value), kind));
  }

  public Scope end() {
    return end("end");
  }

  public Scope end(String id) {
    return node("endEvent", id, "", "");
  }

  public Scope end(String id, UnaryOperator<Activity> with) {
    return node("endEvent", id, "", with.apply(new Activity()).extensions());
  }

  public Scope endError(String id, String code) {
    return node("endEvent", id, "", error(code));
  }

  private String error(String code) {
    return code.isEmpty()
        ? "<errorEventDefinition/>"
        : "<errorEventDefinition errorRef=\"" + model.error(code) + "\"/>";
  }

  private String message(String name, String correlationKey) {
    return "<messageEventDefinition messageRef=\"%s\"/>"
        .formatted(model.message(name, correlationKey));
  }

  public Scope service(String id, String type) {
    return service(id, it -> it.job(type));
  }

  public Scope service(String id, UnaryOperator<Activity> with) {
    return task("serviceTask", id, with);
  }

  /// Any task or event that has no definition of its own.
  public Scope task(String tag, String id, UnaryOperator<Activity> with) {
    return node(tag, id, "", with.apply(new Activity()).extensions());
  }

  public Scope receive(String id, String message, String correlationKey) {
    return receive(id, message, correlationKey, Activity.PLAIN);
  }

  public Scope receive(
      String id, String message, String correlationKey, UnaryOperator<Activity> with) {
    return node(
        "receiveTask",
        id,
        "messageRef=\"" + model.message(message, correlationKey) + "\"",
        with.apply(new Activity()).extensions());
  }

  public Scope catchMessage(String id, String message, String correlationKey) {
    return catchMessage(id, message, correlationKey, Activity.PLAIN);
  }

  public Scope catchMessage(
      String id, String message, String correlationKey, UnaryOperator<Activity> with) {
    return node(
        "intermediateCatchEvent",
        id,
        "",
        with.apply(new Activity()).extensions() + message(message, correlationKey));
  }

  /// @param kind timeDuration, timeDate or timeCycle
  public Scope catchTimer(String id, String kind, String value) {
    return node("intermediateCatchEvent", id, "", TIMER.formatted(kind, Xml.escaped(value), kind));
  }

  public Scope exclusive(String id) {
    return node("exclusiveGateway", id, "", "");
  }

  /// Leads to an element by the default flow of the gateway before it.
  public Scope otherwise(String id) {
    var gateway = "<exclusiveGateway id=\"" + last + "\" ";
    var flow = last + "-" + id + "-" + flows.size();
    nodes.replaceAll(node -> node.replace(gateway, gateway + "default=\"" + flow + "\" "));
    return to(id);
  }

  public Scope parallel(String id) {
    return node("parallelGateway", id, "", "");
  }

  public Scope sub(String id, UnaryOperator<Scope> inner) {
    return sub(id, Activity.PLAIN, inner);
  }

  public Scope sub(String id, UnaryOperator<Activity> with, UnaryOperator<Scope> inner) {
    var xml = new StringBuilder(with.apply(new Activity()).extensions());
    inner.apply(new Scope(model)).write(xml);
    return node("subProcess", id, "", xml.toString());
  }

  public Scope boundaryTimer(String id, String at, boolean interrupting, String kind, String v) {
    return boundary(id, at, interrupting, TIMER.formatted(kind, Xml.escaped(v), kind));
  }

  public Scope boundaryMessage(
      String id, String at, boolean interrupting, String message, String correlationKey) {
    return boundary(id, at, interrupting, message(message, correlationKey));
  }

  public Scope boundaryMessage(
      String id, String at, String message, String correlationKey, UnaryOperator<Activity> with) {
    var extensions = with.apply(new Activity()).extensions();
    return boundary(id, at, true, extensions + message(message, correlationKey));
  }

  /// @param code the error caught, all if empty
  public Scope boundaryError(String id, String at, String code) {
    return boundaryError(id, at, code, Activity.PLAIN);
  }

  public Scope boundaryError(String id, String at, String code, UnaryOperator<Activity> with) {
    return boundary(id, at, true, with.apply(new Activity()).extensions() + error(code));
  }

  private Scope boundary(String id, String at, boolean interrupting, String inner) {
    last = null;
    return node(
        "boundaryEvent",
        id,
        "attachedToRef=\"%s\" cancelActivity=\"%s\"".formatted(at, interrupting),
        inner);
  }

  void write(StringBuilder xml) {
    nodes.forEach(each -> xml.append(each).append('\n'));
    flows.forEach(each -> xml.append(each).append('\n'));
  }
}
