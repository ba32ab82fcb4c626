package io.orrery.bpmn.reading;

import io.orrery.bpmn.xml.Zeebe;
import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.jspecify.annotations.Nullable;

/// What processes of a file refer to: its messages and errors, by id.
record RootElements(Map<String, Message> messages, Map<String, Fault> errors) {

  /// A message.
  ///
  /// @param correlationKey null if it has no subscription
  record Message(String id, @Nullable String name, @Nullable String correlationKey) {}

  /// An error.
  record Fault(String id, @Nullable String code) {}

  static RootElements of(BpmnModelInstance model) {
    var messages = new HashMap<String, Message>();
    var errors = new HashMap<String, Fault>();
    for (var child : Node.children(model.getDefinitions())) {
      var id = child.getAttributeValue("id");
      if (id == null) {
        continue;
      }
      switch (Node.kind(child)) {
        case "message" -> messages.put(id, message(id, child));
        case "error" -> errors.put(id, new Fault(id, child.getAttributeValue("errorCode")));
        default -> {}
      }
    }
    return new RootElements(messages, errors);
  }

  private static Message message(String id, ModelElementInstance xml) {
    String key = null;
    for (var child : xml.getDomElement().getChildElements()) {
      if (child.getLocalName().equals("extensionElements")) {
        for (var subscription :
            child.getChildElementsByNameNs(Zeebe.NAMESPACE, Extensions.SUBSCRIPTION)) {
          key = subscription.getAttribute("correlationKey");
        }
      }
    }
    return new Message(id, xml.getAttributeValue("name"), key);
  }
}
