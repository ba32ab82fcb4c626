package io.orrery.exporter.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.exporter.api.RecordValue.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordJsonTest {

  private static Record record(RecordValue value) {
    return new Record(
        2,
        17,
        -1,
        4_503_599_627_370_497L,
        1_893_456_000_000L,
        RecordType.EVENT,
        ValueType.TIMER,
        "CREATED",
        Record.NOT_REJECTED,
        "",
        "8.6.0",
        1,
        -1,
        value);
  }

  private static String value(RecordValue value) {
    var text = RecordJson.text(record(value));
    var at = text.indexOf("\"value\":") + "\"value\":".length();
    return text.substring(at, text.length() - 1);
  }

  @Test
  void namesAllFieldsOfARecordInTheOrderOfTheSchema() {
    assertThat(RecordJson.text(record(new DeploymentDistributionValue(3))))
        .isEqualTo(
            """
            {"partitionId":2,"position":17,"sourceRecordPosition":-1,"key":4503599627370497,\
            "timestamp":1893456000000,"recordType":"EVENT","valueType":"TIMER",\
            "intent":"CREATED","rejectionType":"NULL_VAL","rejectionReason":"",\
            "brokerVersion":"8.6.0","recordVersion":1,\
            "authorizations":{"authorized_tenants":["<default>"]},\
            "operationReference":-1,"value":{"partitionId":3}}\
            """);
  }

  @Test
  void writesTheBytesOfTheText() {
    var record = record(new ErrorValue("größer 🎉", "", -1, -1));

    assertThat(RecordJson.bytes(record)).isEqualTo(RecordJson.text(record).getBytes(UTF_8));
  }

  @Test
  void writesListsAndRecordsInThem() {
    assertThat(
            value(
                new DeploymentValue(
                    List.of(new DeploymentValue.DeploymentResource("a.bpmn", "eA==")),
                    List.of(
                        new DeploymentValue.ProcessMetadata(
                            "a", 1, "", 5, "a.bpmn", "eQ==", true, 4, "t")),
                    List.of(),
                    List.of(),
                    List.of(),
                    4,
                    "t")))
        .isEqualTo(
            """
            {"resources":[{"resourceName":"a.bpmn","resource":"eA=="}],\
            "processesMetadata":[{"bpmnProcessId":"a","version":1,"versionTag":"",\
            "processDefinitionKey":5,"resourceName":"a.bpmn","checksum":"eQ==",\
            "duplicate":true,"deploymentKey":4,"tenantId":"t"}],"decisionsMetadata":[],\
            "decisionRequirementsMetadata":[],"formMetadata":[],"deploymentKey":4,\
            "tenantId":"t"}\
            """);
  }

  private record Everything(
      boolean isOpen, boolean island, Map<String, String> names, List<Object> mixed)
      implements RecordValue {}

  @Test
  void writesFlagsWithoutTheirPrefixAndMapsInOrder() {
    var names = new LinkedHashMap<String, String>();
    names.put("b", "1");
    names.put("a\"", "2\n");

    assertThat(
            value(
                new Everything(
                    true, false, names, List.of(1L, List.of(2L, 3), "x", new Json("[1]"), true))))
        .isEqualTo(
            """
            {"open":true,"island":false,"names":{"b":"1","a\\"":"2\\n"},\
            "mixed":[1,[2,3],"x",[1],true]}\
            """);
  }

  @Test
  void writesVariablesAsTheyAreButInOneLine() {
    var variables = new Json("{\n \"a\": \"x\\ny\",\r\n \"ä\": 1.50}");

    assertThat(value(new ProcessEventValue(1, 2, 3, "e", variables, "t")))
        .contains("\"variables\":{  \"a\": \"x\\ny\",   \"ä\": 1.50},");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 7, -7, 10, 99, 100, Long.MAX_VALUE, Long.MIN_VALUE, Long.MIN_VALUE + 1})
  void writesNumbersOfAnySize(long number) {
    assertThat(value(new ErrorValue("", "", number, number)))
        .endsWith("\"errorEventPosition\":%d,\"processInstanceKey\":%d}".formatted(number, number));
  }

  @Test
  void writesNumbersAroundEachPowerOfTen() {
    for (var power = 1L; power < Long.MAX_VALUE / 10; power *= 10) {
      for (var number = power - 1; number <= power + 1; number++) {
        assertThat(value(new ErrorValue("", "", number, -number)))
            .endsWith(
                "\"errorEventPosition\":%d,\"processInstanceKey\":%d}".formatted(number, -number));
      }
    }
  }

  @Test
  void escapesWhatMustNotStandInAString() {
    assertThat(value(new ErrorValue("\"\\/\t\r\n\u0001\u007f", "\ud83c \udf89 \ud83c\udf89", 1, 1)))
        .startsWith(
            "{\"exceptionMessage\":\"\\\"\\\\/\\t\\r\\n\\u0001\u007f\","
                + "\"stacktrace\":\"\\ud83c \\udf89 \ud83c\udf89\",");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "\u0001", "é", "€", "🎉", "a🎉"})
  void writesLongStrings(String part) {
    var text = part.repeat(5_000);

    assertThat(value(new ErrorValue(text, "", 1, 1)))
        .startsWith("{\"exceptionMessage\":\"" + text.replace("\u0001", "\\u0001") + "\",");
  }
}
