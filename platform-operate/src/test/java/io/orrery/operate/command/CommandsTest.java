package io.orrery.operate.command;

import static io.orrery.operate.Documents.incident;
import static io.orrery.operate.Documents.job;
import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.client.StatusCode;
import io.orrery.operate.Caller;
import io.orrery.operate.OperateTest;
import io.orrery.operate.RecordingEngine;
import io.orrery.operate.search.MemoryReadModel;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestConstructor;
import tools.jackson.databind.JsonNode;

@OperateTest
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class CommandsTest {

  private final MemoryReadModel model;
  private final RecordingEngine engine;
  private final Caller operator;
  private final Caller admin;

  CommandsTest(MemoryReadModel model, Engine engine, @LocalServerPort int port) {
    this.model = model;
    this.engine = (RecordingEngine) engine;
    this.operator = new Caller(port).as("operator");
    this.admin = new Caller(port).as("admin");
  }

  @BeforeEach
  void forget() {
    engine.asked.clear();
    engine.refusals.clear();
    engine.positions.clear();
  }

  @Test
  void saysFromWhereOnTheEffectsCanBeSeen() {
    engine.positions.put(7L, "1:4711");
    engine.positions.put(9L, "2:12");

    var cancelled = operator.call("POST", "/v2/process-instances/7/cancellation", "{}");
    var changed =
        operator.call("PATCH", "/v2/jobs/9", "{\"changeset\":{\"retries\":2,\"timeout\":1}}");
    var unknown = operator.call("POST", "/v2/process-instances/8/cancellation", "{}");

    assertThat(cancelled.headers().firstValue("Orrery-Position")).hasValue("1:4711");
    assertThat(changed.headers().firstValue("Orrery-Position")).hasValue("2:12");
    assertThat(unknown.headers().firstValue("Orrery-Position")).isEmpty();
  }

  @Test
  void cancelsAnInstance() {
    assertThat(status("POST", "/v2/process-instances/7/cancellation", "{}")).isEqualTo(204);
    assertThat(engine.asked).containsExactly("cancel 7");
  }

  @Test
  void givesTheJobOfAnIncidentAnAttemptFirst() {
    model.add(incident(521, 5, 511, 541L), job(541, 511, "pay", "FAILED", 0));

    assertThat(status("POST", "/v2/incidents/521/resolution", null)).isEqualTo(204);

    assertThat(engine.asked).containsExactly("retries 541 1", "resolve 521");
  }

  @Test
  void leavesAJobThatHasAttemptsAsItIsUnlessToldOtherwise() {
    model.add(incident(621, 6, 611, 641L), job(641, 611, "pay", "FAILED", 2));

    status("POST", "/v2/incidents/621/resolution", null);
    status("POST", "/v2/incidents/621/resolution", "{\"retries\":5}");

    assertThat(engine.asked).containsExactly("resolve 621", "retries 641 5", "resolve 621");
  }

  @Test
  void setsVariables() {
    var body = "{\"variables\":{\"a\":[1,\"ü\"]},\"local\":true}";

    assertThat(status("PUT", "/v2/element-instances/8/variables", body)).isEqualTo(204);
    assertThat(engine.asked).containsExactly("set 8 {\"a\":[1,\"ü\"]} true");
  }

  @Test
  void keepsDecimalsAsTheyAreWritten() {
    var body = "{\"variables\":{\"a\":12345678901234567.89,\"b\":19.90,\"c\":[1E+400]}}";

    assertThat(status("PUT", "/v2/element-instances/8/variables", body)).isEqualTo(204);
    assertThat(engine.asked)
        .containsExactly("set 8 {\"a\":12345678901234567.89,\"b\":19.90,\"c\":[1E+400]} false");
  }

  @Test
  void changesAJob() {
    var body = "{\"changeset\":{\"retries\":2,\"timeout\":1500}}";

    assertThat(status("PATCH", "/v2/jobs/9", body)).isEqualTo(204);
    assertThat(engine.asked).containsExactly("retries 9 2", "timeout 9 PT1.5S");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          PUT   | /v2/element-instances/8/variables | {'variables':[1]}
          PUT   | /v2/element-instances/8/variables | {'variables':{},'local':1}
          PUT   | /v2/element-instances/8/variables | {'variable':{}}
          PATCH | /v2/jobs/9                        | {'changeset':{}}
          PATCH | /v2/jobs/9                        | {'changeset':{'retries':0}}
          PATCH | /v2/jobs/9                        | {'changeset':{'retries':1,'timeout':-1}}
          POST  | /v2/incidents/1/resolution        | {'retries':99999}
          POST  | /v2/process-instances/x/cancellation | {}
          """)
  void refusesWhatItCannotDoAndAsksNothing(String method, String path, String body) {
    assertThat(status(method, path, body.replace('\'', '"'))).isEqualTo(400);
    assertThat(engine.asked).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "NOT_FOUND,404",
    "FAILED_PRECONDITION,409",
    "INVALID_ARGUMENT,400",
    "RESOURCE_EXHAUSTED,503",
    "UNAVAILABLE,503",
    "DEADLINE_EXCEEDED,504",
    "UNIMPLEMENTED,501",
    "INTERNAL,502"
  })
  void passesOnWhatTheEngineAnswers(StatusCode code, int status) {
    engine.refusals.put(7L, code);

    var answer =
        Caller.json(operator.call("POST", "/v2/process-instances/7/cancellation", null), status);

    assertThat(answer.path("title").asString()).isEqualTo(code.name());
    assertThat(answer.path("detail").asString()).isEqualTo("not cancel 7");
  }

  @Test
  void notesWhoDidWhat() {
    engine.refusals.put(72L, StatusCode.NOT_FOUND);
    status("POST", "/v2/process-instances/71/cancellation", null);
    status("POST", "/v2/process-instances/72/cancellation", null);

    var log = admin.post("/v2/audit-logs/search", "{\"page\":{\"limit\":2}}").path("items");

    assertThat(log.path(0).path("entityKey").asString()).isEqualTo("72");
    assertThat(log.path(0).path("result").asString()).isEqualTo("FAIL");
    assertThat(log.path(0).path("detail").asString()).isEqualTo("not cancel 72");
    assertThat(log.path(1).path("entityKey").asString()).isEqualTo("71");
    assertThat(log.path(1).path("actorId").asString()).isEqualTo("operator");
    assertThat(log.path(1).path("result").asString()).isEqualTo("SUCCESS");
  }

  @Test
  void findsInTheAuditLogWhatWasDone() {
    engine.refusals.put(83L, StatusCode.NOT_FOUND);
    for (var key : List.of(81, 82, 83)) {
      status("POST", "/v2/process-instances/%d/cancellation".formatted(key), null);
    }
    var filter = "{'actorId':{'$like':'oper*'},'entityKey':{'$in':['81','82','83']}}";
    var oldest = "'sort':[{'field':'auditLogKey','order':'ASC'}],'page':{'limit':2%s}";

    var first = audit("{'filter':%s,%s}".formatted(filter, oldest.formatted("")));
    var cursor = ",'after':'%s'".formatted(first.path("page").path("endCursor").asString());
    var second = audit("{'filter':%s,%s}".formatted(filter, oldest.formatted(cursor)));

    assertThat(first.path("page").path("totalItems").asInt()).isEqualTo(3);
    assertThat(first.path("items").path(1).path("entityKey").asString()).isEqualTo("82");
    var last = second.path("items").path(0);
    assertThat(last.path("result").asString()).isEqualTo("FAIL");
    assertThat(admin.get("/v2/audit-logs/" + last.path("auditLogKey").asString())).isEqualTo(last);
  }

  private JsonNode audit(String search) {
    return admin.post("/v2/audit-logs/search", search.replace('\'', '"'));
  }

  private int status(String method, String path, @Nullable String body) {
    return operator.call(method, path, body).statusCode();
  }
}
