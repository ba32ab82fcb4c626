package io.orrery.bpmn.reading;

import io.orrery.bpmn.xml.Zeebe;
import java.util.List;
import org.camunda.bpm.model.xml.impl.ModelInstanceImpl;
import org.camunda.bpm.model.xml.impl.util.ModelUtil;
import org.camunda.bpm.model.xml.instance.DomElement;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.jspecify.annotations.Nullable;

/// An element of the XML that gets an index: a process, a flow node or a sequence flow.
///
/// @param index its index in the executable process
/// @param scope the index of the process or sub-process around it, -1 for the process
/// @param id its id; empty if it has none, which is a problem
/// @param xml where it stands in the document
record Node(int index, int scope, String id, ModelElementInstance xml) {

  static final String PROCESS = "process";
  static final String SUB_PROCESS = "subProcess";
  static final String SEQUENCE_FLOW = "sequenceFlow";
  static final String START_EVENT = "startEvent";
  static final String BOUNDARY_EVENT = "boundaryEvent";

  /// The name of the XML element.
  String kind() {
    return xml.getDomElement().getLocalName();
  }

  boolean is(String kind) {
    return kind().equals(kind);
  }

  @Nullable String name() {
    return attribute("name");
  }

  @Nullable String attribute(String name) {
    return xml.getAttributeValue(name);
  }

  boolean isTrue(String attribute) {
    return "true".equals(attribute(attribute)) || "1".equals(attribute(attribute));
  }

  boolean isFalse(String attribute) {
    return "false".equals(attribute(attribute)) || "0".equals(attribute(attribute));
  }

  /// The id that an attribute refers to, without a namespace prefix.
  @Nullable String reference(String attribute) {
    return localPart(attribute(attribute));
  }

  static @Nullable String localPart(@Nullable String name) {
    return name == null ? null : name.substring(name.indexOf(':') + 1).strip();
  }

  /// The children of BPMN itself, in document order.
  List<ModelElementInstance> children() {
    return children(xml);
  }

  static List<ModelElementInstance> children(ModelElementInstance parent) {
    return parent.getDomElement().getChildElements().stream()
        .filter(child -> Zeebe.BPMN_NAMESPACE.equals(child.getNamespaceURI()))
        .map(child -> instance(child, parent))
        .toList();
  }

  static ModelElementInstance instance(DomElement element, ModelElementInstance relative) {
    return ModelUtil.getModelElement(element, (ModelInstanceImpl) relative.getModelInstance());
  }

  static String kind(ModelElementInstance xml) {
    return xml.getDomElement().getLocalName();
  }

  /// The text of an XML element without white space around it.
  static String text(ModelElementInstance xml) {
    var text = xml.getDomElement().getTextContent();
    return text == null ? "" : text.strip();
  }
}
