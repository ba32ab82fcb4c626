package io.orrery.engine.testing;

import java.util.function.UnaryOperator;

/// What a model says of one task or event besides its place: job, mappings, headers.
public final class Activity {

  private final StringBuilder jobs = new StringBuilder();
  private final StringBuilder mappings = new StringBuilder();
  private final StringBuilder headers = new StringBuilder();
  private final StringBuilder others = new StringBuilder();

  /// Neither job nor mappings.
  public static final UnaryOperator<Activity> PLAIN = it -> it;

  public Activity job(String type) {
    jobs.append("<zeebe:taskDefinition type=\"%s\"/>".formatted(Xml.escaped(type)));
    return this;
  }

  public Activity job(String type, String retries) {
    jobs.append(
        "<zeebe:taskDefinition type=\"%s\" retries=\"%s\"/>"
            .formatted(Xml.escaped(type), Xml.escaped(retries)));
    return this;
  }

  public Activity input(String source, String target) {
    return mapping("input", source, target);
  }

  public Activity output(String source, String target) {
    return mapping("output", source, target);
  }

  private Activity mapping(String kind, String source, String target) {
    mappings.append(
        "<zeebe:%s source=\"=%s\" target=\"%s\"/>".formatted(kind, Xml.escaped(source), target));
    return this;
  }

  public Activity header(String key, String value) {
    headers.append(
        "<zeebe:header key=\"%s\" value=\"%s\"/>".formatted(Xml.escaped(key), Xml.escaped(value)));
    return this;
  }

  /// An extension element as it stands in the file.
  public Activity extension(String xml) {
    others.append(xml);
    return this;
  }

  String extensions() {
    var inner = new StringBuilder(jobs);
    if (!mappings.isEmpty()) {
      inner.append("<zeebe:ioMapping>").append(mappings).append("</zeebe:ioMapping>");
    }
    if (!headers.isEmpty()) {
      inner.append("<zeebe:taskHeaders>").append(headers).append("</zeebe:taskHeaders>");
    }
    inner.append(others);
    return inner.isEmpty() ? "" : "<extensionElements>" + inner + "</extensionElements>";
  }
}
