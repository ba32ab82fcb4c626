package io.orrery.bpmn.xml;

/// The text is not BPMN XML, or more of it than is read; the message is for the user.
public final class InvalidXmlException extends Exception {

  public InvalidXmlException(String message) {
    super(message);
  }
}
