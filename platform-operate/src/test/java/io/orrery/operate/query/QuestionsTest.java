package io.orrery.operate.query;

import static io.orrery.operate.Documents.NOON;
import static io.orrery.operate.Documents.element;
import static io.orrery.operate.Documents.incident;
import static io.orrery.operate.Documents.instance;
import static io.orrery.operate.Documents.job;
import static io.orrery.operate.Documents.variable;
import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.operate.Caller;
import io.orrery.operate.OperateTest;
import io.orrery.operate.search.MemoryReadModel;
import io.orrery.readmodel.document.SequenceFlow;
import io.orrery.readmodel.document.Variable;
import io.orrery.readmodel.query.DefinitionStatistics;
import io.orrery.readmodel.query.IncidentStatistics;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestConstructor;

@OperateTest
@DirtiesContext
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class QuestionsTest {

  private static final String INSTANCES = "/v2/process-instances";

  private final MemoryReadModel model;
  private final Caller caller;

  QuestionsTest(MemoryReadModel model, @LocalServerPort int port) {
    this.model = model;
    this.caller = new Caller(port).as("viewer");
  }

  @BeforeEach
  void twoInstances() {
    model.add(
        instance(1, "ACTIVE", true),
        instance(2, "COMPLETED", false),
        element(11, 1, "task", 5, null),
        incident(21, 1, 11, null),
        variable(31, 1, "big", "\"" + "x".repeat(9_000) + "\""),
        job(41, 11, "pay", "CREATED", 3),
        new SequenceFlow(1, "flow-1", 1, "order", 2, "<default>"));
    model.definitions.clear();
    model.incidents.clear();
  }

  @Test
  void findsInstancesWithKeysAsTextsAndACursor() {
    var found = caller.post(INSTANCES + "/search", "{\"filter\":{\"state\":\"ACTIVE\"}}");

    assertThat(found.path("items").size()).isOne();
    var item = found.path("items").path(0);
    assertThat(item.path("processInstanceKey").isString()).isTrue();
    assertThat(item.path("startDate").asString()).isEqualTo("2026-11-20T12:00:01Z");
    assertThat(item.path("endDate").isNull()).isTrue();
    assertThat(found.path("page").path("totalItems").asInt()).isOne();
    assertThat(found.path("page").path("endCursor").asString()).isNotEmpty();
  }

  @Test
  void goesOnBehindACursor() {
    var first = caller.post(INSTANCES + "/search", "{\"page\":{\"limit\":1}}");
    var cursor = first.path("page").path("endCursor").asString();

    var next =
        caller.post(INSTANCES + "/search", "{\"page\":{\"after\":\"%s\"}}".formatted(cursor));

    assertThat(next.path("items").size()).isOne();
    assertThat(next.path("items").path(0).path("processInstanceKey").asString()).isEqualTo("2");
  }

  @Test
  void saysWhatIsNotThere() {
    var answer = Caller.json(caller.call("GET", INSTANCES + "/77", null), 404);

    assertThat(answer.path("type").asString()).isEqualTo("about:blank");
    assertThat(answer.path("status").asInt()).isEqualTo(404);
    assertThat(answer.path("detail").asString())
        .isEqualTo("There is no process instance with the key 77");
    assertThat(answer.path("instance").asString()).isEqualTo(INSTANCES + "/77");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{", "[]", "{\"filter\":{\"colour\":1}}", "{\"page\":{\"limit\":1e999999999}}"})
  void refusesWhatItCannotReadWithAProblem(String body) {
    var answer = caller.call("POST", INSTANCES + "/search", body);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
  }

  @Test
  void refusesABodyThatIsTooLarge() {
    var answer = caller.call("POST", INSTANCES + "/search", " ".repeat(5 * 1024 * 1024));

    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.body()).contains("more than 4,194,304");
  }

  @Test
  void cutsLongValuesUnlessTheyAreAskedFor() {
    var cut = caller.post("/v2/variables/search", "{}").path("items").path(0);
    var whole = caller.get("/v2/variables/31");

    assertThat(cut.path("value").asString()).hasSize(8_191);
    assertThat(cut.path("isTruncated").asBoolean()).isTrue();
    assertThat(whole.path("value").asString()).hasSize(9_002);
    assertThat(whole.path("isTruncated").asBoolean()).isFalse();
  }

  @Test
  void loadsNoWholeValuesWhenAnAnswerHasEnough() {
    for (var key = 32L; key <= 35; key++) {
      var begin = "x".repeat(8_191);
      model.add(new Variable(key, "big", begin, true, 3, 3, "order", 1, NOON, "<default>"));
      model.values.put(key, "x".repeat(key == 33 ? 1_000_000 : 10_000));
    }
    model.valuesAsked.clear();
    var search = "{\"filter\":{\"processInstanceKey\":3}}";

    var found = caller.post("/v2/variables/search?truncateValues=false", search).path("items");

    assertThat(model.valuesAsked).containsExactly(32L, 33L);
    assertThat(found.path(0).path("value").asString()).hasSize(10_000);
    assertThat(found.path(1).path("value").asString()).hasSize(8_191);
    assertThat(found.path(3).path("isTruncated").asBoolean()).isTrue();
  }

  @Test
  void showsHeadersOfAJobAsAnObject() {
    var job = caller.post("/v2/jobs/search", "{}").path("items").path(0);

    assertThat(job.path("customHeaders").path("a").asString()).isEqualTo("b");
  }

  @Test
  void showsWhatBelongsToAnInstance() {
    var flows = caller.get(INSTANCES + "/1/sequence-flows").path("items");
    var incidents = caller.post(INSTANCES + "/1/incidents/search", "{}").path("items");
    var others = caller.post(INSTANCES + "/2/incidents/search", "{}").path("items");
    var calls = caller.get(INSTANCES + "/1/call-hierarchy");

    assertThat(flows.path(0).path("sequenceFlowId").asString()).isEqualTo("1_flow-1");
    assertThat(incidents.size()).isOne();
    assertThat(others.size()).isZero();
    assertThat(calls.path(0).path("processInstanceKey").asString()).isEqualTo("1");
  }

  @Test
  void answersADefinitionAsXml() {
    model.xml.put(5L, "<definitions/>");

    var answer = caller.call("GET", "/v2/process-definitions/5/xml", null);

    assertThat(answer.body()).isEqualTo("<definitions/>");
    assertThat(answer.headers().firstValue("Content-Type")).contains("text/xml;charset=UTF-8");
    var accepted = caller.with("Accept", "application/json");
    assertThat(accepted.call("GET", "/v2/process-definitions/5/xml", null).statusCode())
        .isEqualTo(200);
  }

  @Test
  void addsUpTheVersionsOfAProcess() {
    model.definitions.add(new DefinitionStatistics(1, "order", "Order", 1, 3, 1));
    model.definitions.add(new DefinitionStatistics(2, "order", "Order!", 2, 1, 0));
    var path = "/v2/process-definitions/statistics/process-instances";

    var process = caller.post(path, "{}").path("items").path(0);
    var versions =
        caller.post(path + "-by-version", "{\"filter\":{\"processDefinitionId\":\"order\"}}");

    assertThat(process.path("latestProcessDefinitionName").asString()).isEqualTo("Order!");
    assertThat(process.path("hasMultipleVersions").asBoolean()).isTrue();
    assertThat(process.path("activeInstancesWithoutIncidentCount").asInt()).isEqualTo(4);
    assertThat(versions.path("items").size()).isEqualTo(2);
  }

  @Test
  void groupsIncidentsByTheirMessage() {
    model.incidents.add(new IncidentStatistics("JOB_NO_RETRIES", "card declined", -17, 7));

    var item =
        caller
            .post("/v2/incidents/statistics/process-instances-by-error", "{}")
            .path("items")
            .path(0);

    assertThat(item.path("errorMessage").asString()).isEqualTo("card declined");
    assertThat(item.path("activeInstancesWithErrorCount").asInt()).isEqualTo(7);
    assertThat(item.path("errorHashCode").asInt()).isEqualTo(-17);
  }

  @Test
  void saysHowOldItsAnswersAre() {
    var answer = caller.call("GET", "/v2/dashboard", null);

    assertThat(answer.headers().firstValue("Orrery-As-Of")).contains("1970-01-01T00:00:00Z");
    assertThat(Caller.json(answer, 200).path("positions").path("1").asInt()).isEqualTo(10);
  }

  @Test
  void saysHowItIsWithoutTheReadModel() {
    var answer = caller.call("GET", "/v2/health", null);

    assertThat(Caller.json(answer, 200).has("health")).isTrue();
    assertThat(answer.headers().firstValue("Orrery-As-Of")).isEmpty();
  }

  @Test
  void waitsForAPositionThatTheCallerKnows() {
    var seen = caller.with("Orrery-Position", "1:10").call("GET", INSTANCES + "/1", null);
    var unseen = caller.with("Orrery-Position", "1:11").call("GET", INSTANCES + "/1", null);
    var nonsense = caller.with("Orrery-Position", "here").call("GET", INSTANCES + "/1", null);

    assertThat(seen.statusCode()).isEqualTo(200);
    assertThat(unseen.statusCode()).isEqualTo(504);
    assertThat(unseen.body()).contains("1:11");
    assertThat(nonsense.statusCode()).isEqualTo(400);
  }

  @Test
  void countsOverTimeWithinABound() {
    var points = caller.get("/v2/activity").path("items");
    var tooMany = caller.call("GET", "/v2/activity?interval=PT1S", null);

    assertThat(points.path(0).path("started").asInt()).isEqualTo(3);
    assertThat(tooMany.statusCode()).isEqualTo(400);
    assertThat(tooMany.body()).contains("1000 intervals");
  }
}
