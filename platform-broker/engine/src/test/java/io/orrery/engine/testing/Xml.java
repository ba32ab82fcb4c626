package io.orrery.engine.testing;

/// Text in XML.
final class Xml {

  private Xml() {}

  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }
}
