package io.orrery.readmodel.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProcessModelTest {

  private static ProcessModel read(String body, String id) {
    var file =
        "<d:definitions xmlns:d=\"http://www.omg.org/spec/BPMN/20100524/MODEL\""
            + " xmlns:z=\"urn:z\">"
            + body
            + "</d:definitions>";
    return ProcessModel.of(file.getBytes(StandardCharsets.UTF_8), id);
  }

  @Test
  void knowsTheNamesOfItsOwnElementsOnly() {
    var model =
        read(
            "<d:process id='a' name='A'><d:subProcess id='s' name='S'><d:task id='t' name='T'/>"
                + "</d:subProcess><d:task id='nameless'/><z:task id='z' name='Z'/></d:process>"
                + "<d:process id='b' name='B'><d:task id='u' name='U'/></d:process>"
                + "<d:message id='m' name='M'/>",
            "a");
    assertThat(model.name()).isEqualTo("A");
    assertThat(model.elementNames()).containsOnlyKeys("s", "t").containsEntry("t", "T");
  }

  @Test
  void hasNoNamesWhereNoneCanBeRead() {
    assertThat(read("<d:process id='a'/>", "a").name()).isNull();
    assertThat(read("<d:process id='a' name='A'/>", "b").name()).isNull();
    assertThat(read("<d:process", "a").elementNames()).isEmpty();
  }

  @Test
  void expandsNothingThatAFileDefines() {
    var bomb =
        "<!DOCTYPE d [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]>"
            + "<process xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" id=\"p\""
            + " name=\"&b;\"/>";
    var model = ProcessModel.of(bomb.getBytes(StandardCharsets.UTF_8), "p");
    assertThat(model.name()).isNull();
  }
}
