package io.orrery.client;

import io.orrery.gateway.protocol.DecisionMetadata;
import io.orrery.gateway.protocol.DeployResourceResponse;
import io.orrery.gateway.protocol.FormMetadata;
import io.orrery.gateway.protocol.ProcessMetadata;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What came out of deploying a set of models.
 *
 * @param key the key of the deployment
 * @param processes the processes in it
 * @param decisions the decisions in it
 * @param forms the forms in it
 */
public record Deployment(
    long key,
    List<DeployedProcess> processes,
    List<DeployedDecision> decisions,
    List<DeployedForm> forms) {

  /**
   * A deployed process.
   *
   * @param processId its id in the model
   * @param version which version it became
   * @param key the key of that version
   * @param resourceName the file it came from
   */
  public record DeployedProcess(String processId, int version, long key, String resourceName) {}

  /**
   * A deployed decision.
   *
   * @param decisionId its id in the model
   * @param name its name in the model
   * @param version which version it became
   * @param key the key of that version
   */
  public record DeployedDecision(String decisionId, String name, int version, long key) {}

  /**
   * A deployed form.
   *
   * @param formId its id
   * @param version which version it became
   * @param key the key of that version
   * @param resourceName the file it came from
   */
  public record DeployedForm(String formId, int version, long key, String resourceName) {}

  static Deployment of(DeployResourceResponse response) {
    return new Deployment(
        response.getKey(),
        each(response, it -> it.hasProcess(), it -> process(it.getProcess())),
        each(response, it -> it.hasDecision(), it -> decision(it.getDecision())),
        each(response, it -> it.hasForm(), it -> form(it.getForm())));
  }

  private static <T> List<T> each(
      DeployResourceResponse response,
      Predicate<io.orrery.gateway.protocol.Deployment> kind,
      Function<io.orrery.gateway.protocol.Deployment, T> map) {
    return response.getDeploymentsList().stream().filter(kind).map(map).toList();
  }

  private static DeployedProcess process(ProcessMetadata it) {
    return new DeployedProcess(
        it.getBpmnProcessId(), it.getVersion(), it.getProcessDefinitionKey(), it.getResourceName());
  }

  private static DeployedDecision decision(DecisionMetadata it) {
    return new DeployedDecision(
        it.getDmnDecisionId(), it.getDmnDecisionName(), it.getVersion(), it.getDecisionKey());
  }

  private static DeployedForm form(FormMetadata it) {
    return new DeployedForm(it.getFormId(), it.getVersion(), it.getFormKey(), it.getResourceName());
  }
}
