package io.orrery.bpmn.xml;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/// A first look at XML text, before anything is built from it: refuses what would cost too much,
/// and finds references that lead nowhere, which a schema would only complain about by line.
final class XmlScan {

  /// The largest file.
  static final int MAX_BYTES = 4 * 1024 * 1024;

  /// How many XML elements a file may have, shapes of the diagram included.
  static final int MAX_ELEMENTS = 200_000;

  /// How deep XML elements may be nested.
  static final int MAX_DEPTH = 80;

  /// How many references that lead nowhere a message names.
  private static final int MAX_DANGLING = 20;

  private static final String NOT_WELL_FORMED = "is not well-formed XML: ";

  private static final Pattern ENCODING = Pattern.compile("encoding=[\"']([^\"']+)[\"']");

  private static final XMLInputFactory FACTORY = factory();

  private final Map<String, String> ids = new HashMap<>();
  private final Map<String, String> references = new LinkedHashMap<>();

  private XmlScan() {}

  private static XMLInputFactory factory() {
    var factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    return factory;
  }

  static void check(byte[] xml) throws InvalidXmlException {
    if (xml.length > MAX_BYTES) {
      throw new InvalidXmlException(
          "is too large: %d bytes, the limit is %d".formatted(xml.length, MAX_BYTES));
    }
    checkEncoding(xml);
    try {
      var reader = FACTORY.createXMLStreamReader(new ByteArrayInputStream(xml));
      new XmlScan().read(reader);
    } catch (XMLStreamException e) {
      throw new InvalidXmlException(
          NOT_WELL_FORMED
              + oneLine(e.getMessage())
                  .replaceFirst("^ParseError at .*?\\[(\\d+),.*?Message: ", "line $1: "));
    }
  }

  /// The parser would notice wrong UTF-8 as well, but it also prints it.
  private static void checkEncoding(byte[] xml) throws InvalidXmlException {
    var start = new String(xml, 0, Math.min(xml.length, 200), StandardCharsets.ISO_8859_1);
    var utf16 = start.startsWith("\u00fe\u00ff") || start.startsWith("\u00ff\u00fe");
    var declared = ENCODING.matcher(start);
    if (utf16 || (declared.find() && !declared.group(1).equalsIgnoreCase("UTF-8"))) {
      return;
    }
    try {
      var ignored = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(xml));
    } catch (CharacterCodingException e) {
      throw new InvalidXmlException(NOT_WELL_FORMED + "its text is not UTF-8");
    }
  }

  static String oneLine(@Nullable String message) {
    return String.valueOf(message).replaceAll("\\s*[\\r\\n]+\\s*", " ");
  }

  private void read(XMLStreamReader reader) throws XMLStreamException, InvalidXmlException {
    var depth = 0;
    var elements = 0;
    while (reader.hasNext()) {
      switch (reader.next()) {
        case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
            throw new InvalidXmlException("must not contain a DOCTYPE or entities");
        case XMLStreamConstants.START_ELEMENT -> {
          checkBounds(++depth, ++elements);
          note(reader);
        }
        case XMLStreamConstants.END_ELEMENT -> depth--;
        default -> {}
      }
    }
    checkReferences();
  }

  private static void checkBounds(int depth, int elements) throws InvalidXmlException {
    if (depth > MAX_DEPTH) {
      throw new InvalidXmlException("is nested deeper than " + MAX_DEPTH + " levels");
    }
    if (elements > MAX_ELEMENTS) {
      throw new InvalidXmlException("has more than " + MAX_ELEMENTS + " XML elements");
    }
  }

  private void note(XMLStreamReader reader) throws InvalidXmlException {
    if (!Zeebe.BPMN_NAMESPACE.equals(reader.getNamespaceURI())) {
      return;
    }
    var id = reader.getAttributeValue(null, "id");
    var element = reader.getLocalName();
    if (id != null) {
      var other = ids.putIfAbsent(id, element);
      if (other != null) {
        throw new InvalidXmlException(
            "has the id '%s' twice: on a %s and on a %s".formatted(id, other, element));
      }
    }
    if (element.equals("sequenceFlow")) {
      note(element, id, "sourceRef", reader);
      note(element, id, "targetRef", reader);
    }
    note(element, id, "default", reader);
  }

  private void note(String element, @Nullable String id, String attribute, XMLStreamReader reader) {
    var target = reader.getAttributeValue(null, attribute);
    if (target != null) {
      references.putIfAbsent(
          target, "the %s of %s '%s'".formatted(attribute, element, id == null ? "" : id));
    }
  }

  private void checkReferences() throws InvalidXmlException {
    var dangling =
        references.entrySet().stream()
            .filter(reference -> !ids.containsKey(reference.getKey()))
            .map(reference -> reference.getValue() + " is '" + reference.getKey() + "'")
            .limit(MAX_DANGLING)
            .collect(Collectors.joining("; "));
    if (!dangling.isEmpty()) {
      throw new InvalidXmlException("has references that lead nowhere: " + dangling);
    }
  }
}
