package io.orrery.bpmn.xml;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.xml.ModelBuilder;
import org.camunda.bpm.model.xml.ModelException;
import org.jspecify.annotations.Nullable;

/// The reader of BPMN XML. There is one for the whole process, as the model library wants it.
public final class BpmnXml {

  private static final Reader READER = install();

  /// The library's parser is not made for several threads.
  private static final Object LOCK = new Object();

  private static final String EMPTY =
      """
      <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="none"/>
      """;

  private BpmnXml() {}

  private static Reader install() {
    var reader = new Reader();
    Bpmn.INSTANCE = reader;
    return reader;
  }

  /// Loads the library and its schemas, which takes half a second the first time.
  public static void warmUp() {
    try {
      var ignored = read(EMPTY.getBytes(StandardCharsets.UTF_8));
    } catch (InvalidXmlException e) {
      throw new IllegalStateException("the BPMN parser does not work", e);
    }
  }

  /// Reads BPMN XML and checks it against the schema.
  public static BpmnModelInstance read(byte[] xml) throws InvalidXmlException {
    XmlScan.check(xml);
    synchronized (LOCK) {
      try {
        return READER.read(xml);
      } catch (ModelException e) {
        throw new InvalidXmlException("is not valid BPMN: " + reason(e));
      }
    }
  }

  private static String reason(Throwable problem) {
    @Nullable Throwable cause = problem.getCause();
    return cause == null
        ? XmlScan.oneLine(problem.getMessage())
            .replaceFirst("^(Fatal )?(Error|Warning): URI=null Line=(\\d+): ", "line $3: ")
        : reason(cause);
  }

  /// Knows our extension elements besides all of BPMN.
  private static final class Reader extends Bpmn {

    @Override
    protected void doRegisterTypes(ModelBuilder builder) {
      super.doRegisterTypes(builder);
      Zeebe.register(builder);
    }

    BpmnModelInstance read(byte[] xml) {
      return doReadModelFromInputStream(new ByteArrayInputStream(xml));
    }
  }
}
