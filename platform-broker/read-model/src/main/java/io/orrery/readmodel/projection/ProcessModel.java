package io.orrery.readmodel.projection;

import java.io.ByteArrayInputStream;
import java.util.HashMap;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/// What a BPMN file calls its things.
///
/// @param name what the process is called, null if it has no name
/// @param elementNames what its elements are called, by id; those without a name are not here
record ProcessModel(@Nullable String name, Map<String, String> elementNames) {

  /// How many names of one process are kept.
  static final int MAX_NAMES = 100_000;

  private static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
  private static final XMLInputFactory XML = factory();

  /// Reads the process of this id; one that cannot be read has no names.
  static ProcessModel of(byte[] file, String processId) {
    try {
      return read(XML.createXMLStreamReader(new ByteArrayInputStream(file)), processId);
    } catch (XMLStreamException e) {
      return new ProcessModel(null, Map.of());
    }
  }

  private static ProcessModel read(XMLStreamReader reader, String processId)
      throws XMLStreamException {
    String name = null;
    var names = new HashMap<String, String>();
    boolean inside = false;
    while (reader.hasNext()) {
      int event = reader.next();
      if (event == XMLStreamConstants.START_ELEMENT && BPMN.equals(reader.getNamespaceURI())) {
        if (isProcess(reader)) {
          inside = processId.equals(reader.getAttributeValue(null, "id"));
          name = inside ? reader.getAttributeValue(null, "name") : name;
        } else if (inside) {
          note(reader, names);
        }
      } else if (event == XMLStreamConstants.END_ELEMENT && isProcess(reader)) {
        inside = false;
      }
    }
    return new ProcessModel(name, names);
  }

  private static boolean isProcess(XMLStreamReader reader) {
    return reader.getLocalName().equals("process") && BPMN.equals(reader.getNamespaceURI());
  }

  private static void note(XMLStreamReader reader, Map<String, String> names) {
    var id = reader.getAttributeValue(null, "id");
    var name = reader.getAttributeValue(null, "name");
    if (id != null && name != null && names.size() < MAX_NAMES) {
      names.put(id, name);
    }
  }

  private static XMLInputFactory factory() {
    var factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return factory;
  }
}
