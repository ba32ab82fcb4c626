package io.orrery.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camunda.client.CamundaClient;
import io.camunda.client.CredentialsProvider;
import io.camunda.client.api.command.ProblemException;
import io.camunda.client.api.search.enums.ElementInstanceState;
import io.camunda.client.api.search.enums.ProcessInstanceState;
import io.camunda.client.api.search.response.ProcessInstance;
import io.orrery.client.StatusCode;
import io.orrery.operate.command.Engine;
import io.orrery.operate.search.MemoryReadModel;
import io.orrery.readmodel.document.BatchOperation;
import io.orrery.readmodel.document.SequenceFlow;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestConstructor;
import org.springframework.test.context.TestPropertySource;

/// What a published REST client asks and does, as a black box, of an application of its own.
@OperateTest
@TestPropertySource(properties = "spring.application.name=published-rest-client")
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class PublishedRestClientTest {

  private final MemoryReadModel model;
  private final RecordingEngine engine;
  private final TurnedClock clock;
  private final CamundaClient client;

  PublishedRestClientTest(
      MemoryReadModel model, Engine engine, TurnedClock clock, @LocalServerPort int port) {
    this.model = model;
    this.engine = (RecordingEngine) engine;
    this.clock = clock;
    this.client = client(port, "operator");
  }

  private static CamundaClient client(int port, String user) {
    return CamundaClient.newClientBuilder()
        .restAddress(URI.create("http://127.0.0.1:" + port))
        .preferRestOverGrpc(true)
        .credentialsProvider(
            CredentialsProvider.newBasicAuthCredentialsProviderBuilder()
                .applyEnvironmentOverrides(false)
                .username(user)
                .password(user)
                .build())
        .build();
  }

  @BeforeEach
  void aLittle() {
    engine.asked.clear();
    engine.refusals.clear();
    model.add(
        Documents.instance(1, "ACTIVE", true),
        Documents.instance(2, "ACTIVE", false),
        Documents.instance(3, "COMPLETED", false),
        Documents.element(1, 1, "order", 3, null),
        Documents.element(11, 1, "pay", 5, null),
        Documents.element(12, 2, "pay", 6, 9L),
        Documents.incident(21, 1, 11, 41L),
        Documents.variable(31, 1, "total", "42"),
        Documents.job(41, 11, "pay", "FAILED", 0),
        new SequenceFlow(1, "flow-1", 1, "order", 2, "<default>"));
    model.xml.put(1L, "<definitions/>");
  }

  @AfterEach
  void hangUp() {
    client.close();
  }

  @Test
  void findsInstancesByFilterSortAndPage() {
    var first =
        client
            .newProcessInstanceSearchRequest()
            .filter(
                filter -> filter.state(ProcessInstanceState.ACTIVE).processDefinitionId("order"))
            .sort(sort -> sort.startDate().desc())
            .page(page -> page.limit(1))
            .send()
            .join();
    var second =
        client
            .newProcessInstanceSearchRequest()
            .filter(
                filter -> filter.state(ProcessInstanceState.ACTIVE).processDefinitionId("order"))
            .sort(sort -> sort.startDate().desc())
            .page(page -> page.limit(1).after(first.page().endCursor()))
            .send()
            .join();

    assertThat(first.page().totalItems()).isEqualTo(2);
    assertThat(first.singleItem().getProcessInstanceKey()).isEqualTo(2);
    assertThat(second.singleItem().getProcessInstanceKey()).isEqualTo(1);
    assertThat(second.singleItem().getHasIncident()).isTrue();
    assertThat(client.newProcessInstanceGetRequest(3).send().join().getState())
        .isEqualTo(ProcessInstanceState.COMPLETED);
  }

  @Test
  void findsInstancesByWhatBelongsToThem() {
    assertThat(
            client
                .newProcessInstanceSearchRequest()
                .filter(filter -> filter.hasElementInstanceIncident(false))
                .send()
                .join()
                .items())
        .extracting(ProcessInstance::getProcessInstanceKey)
        .contains(2L, 3L);
    assertThat(
            client
                .newProcessInstanceSearchRequest()
                .filter(filter -> filter.hasRetriesLeft(true).batchOperationId("7"))
                .send()
                .join()
                .items())
        .isEmpty();
    assertThat(
            client
                .newProcessInstanceSearchRequest()
                .filter(filter -> filter.variables(Map.of("total", 42)).elementId("pay"))
                .send()
                .join()
                .items())
        .extracting(ProcessInstance::getProcessInstanceKey)
        .containsExactly(1L);
    assertThat(
            client
                .newProcessInstanceSearchRequest()
                .filter(filter ->
                    filter
                        .elementInstanceState(ElementInstanceState.ACTIVE)
                        .incidentErrorHashCode("card declined".hashCode()))
                .send()
                .join()
                .items())
        .extracting(ProcessInstance::getProcessInstanceKey)
        .containsExactly(1L);
  }

  @Test
  void readsWhatAnInstanceIsMadeOf() {
    assertThat(
            client
                .newElementInstanceSearchRequest()
                .filter(filter -> filter.processInstanceKey(1L).elementId("pay"))
                .send()
                .join()
                .singleItem()
                .getElementInstanceKey())
        .isEqualTo(11);
    assertThat(
            client
                .newVariableSearchRequest()
                .filter(filter -> filter.processInstanceKey(1L).name("total"))
                .send()
                .join()
                .singleItem()
                .getValue())
        .isEqualTo("42");
    assertThat(client.newIncidentGetRequest(21).send().join().getJobKey()).isEqualTo(41);
    assertThat(
            client
                .newJobSearchRequest()
                .filter(filter -> filter.type("pay"))
                .send()
                .join()
                .singleItem()
                .getRetries())
        .isZero();
    assertThat(
            client
                .newProcessInstanceSequenceFlowsRequest(1)
                .send()
                .join()
                .getFirst()
                .getElementId())
        .isEqualTo("flow-1");
    assertThat(client.newProcessDefinitionGetXmlRequest(1).send().join())
        .isEqualTo("<definitions/>");
  }

  @Test
  void actsOnOneThing() {
    client.newCancelInstanceCommand(7).send().join();
    client.newResolveIncidentCommand(21).send().join();
    client.newSetVariablesCommand(11).variables(Map.of("total", 43)).local(true).send().join();
    client.newUpdateRetriesCommand(41).retries(2).send().join();
    client.newPinClockCommand().time(Instant.parse("2040-01-01T00:00:00Z")).send().join();

    assertThat(engine.asked)
        .containsExactly(
            "cancel 7", "retries 41 1", "resolve 21", "set 11 {\"total\":43} true", "retries 41 2");
    assertThat(clock.pinned).isEqualTo(Instant.parse("2040-01-01T00:00:00Z"));
    client.newResetClockCommand().send().join();
    assertThat(clock.pinned).isNull();
  }

  @Test
  void actsOnMany() {
    var begun =
        client
            .newCreateBatchOperationCommand()
            .processInstanceCancel()
            .filter(filter -> filter.processInstanceKey(2L))
            .send()
            .join();
    var key = Long.parseLong(begun.getBatchOperationKey());

    assertThat(model.find(BatchOperation.class, key).orElseThrow().actor()).isEqualTo("operator");
    assertThat(
            client
                .newBatchOperationGetRequest(begun.getBatchOperationKey())
                .send()
                .join()
                .getOperationsTotalCount())
        .isOne();
    assertThat(
            client
                .newProcessInstanceSearchRequest()
                .filter(filter -> filter.batchOperationId(begun.getBatchOperationKey()))
                .send()
                .join()
                .singleItem()
                .getProcessInstanceKey())
        .isEqualTo(2);
  }

  @Test
  void isToldWhyItIsRefused() {
    engine.refusals.put(8L, StatusCode.NOT_FOUND);

    assertThatThrownBy(() -> client.newCancelInstanceCommand(8).send().join())
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> {
              assertThat(problem.code()).isEqualTo(404);
              assertThat(problem.details().getDetail()).isEqualTo("not cancel 8");
            });
  }

  @Test
  void mayNotDoWhatItsRoleDoesNotAllow(@LocalServerPort int port) {
    try (var viewer = client(port, "viewer")) {
      assertThat(viewer.newProcessInstanceGetRequest(1).send().join().getTenantId())
          .isEqualTo("<default>");
      assertThatThrownBy(() -> viewer.newCancelInstanceCommand(1).send().join())
          .isInstanceOfSatisfying(
              ProblemException.class, problem -> assertThat(problem.code()).isEqualTo(403));
    }
  }
}
