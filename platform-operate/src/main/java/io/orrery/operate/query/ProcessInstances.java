package io.orrery.operate.query;

import io.orrery.operate.search.Kinds;
import io.orrery.operate.search.Rendering;
import io.orrery.readmodel.document.ProcessInstance;
import io.orrery.readmodel.document.SequenceFlow;
import io.orrery.readmodel.query.ElementStatistics;
import io.orrery.readmodel.query.Filter;
import io.orrery.readmodel.query.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// Questions about process instances.
@RestController
@RequestMapping("/v2/process-instances")
public record ProcessInstances(Questions questions) {

  private static final String WHAT = "process instance";

  /// How many instances may call one another in a row; the engine allows no more.
  private static final int MAX_DEPTH = 1_000;

  @PostMapping("/search")
  Rendering.SearchAnswer search(@RequestBody(required = false) @Nullable JsonNode body) {
    return questions.search(Kinds.PROCESS_INSTANCE, body);
  }

  @GetMapping("/{key}")
  Map<String, @Nullable Object> get(@PathVariable long key) {
    return questions.show(Kinds.PROCESS_INSTANCE, key, WHAT);
  }

  @GetMapping("/{key}/sequence-flows")
  Items<FlowView> sequenceFlows(@PathVariable long key) {
    questions.get(Kinds.PROCESS_INSTANCE, key, WHAT);
    var flows =
        questions
            .model()
            .search(
                Query.of(
                    SequenceFlow.class, Filter.eq("processInstanceKey", key), Query.MAX_LIMIT));
    return new Items<>(flows.items().stream().map(FlowView::of).toList());
  }

  @GetMapping("/{key}/statistics/element-instances")
  Items<ElementStatistics> statistics(@PathVariable long key) {
    questions.get(Kinds.PROCESS_INSTANCE, key, WHAT);
    return new Items<>(questions.model().elementStatistics(key));
  }

  @PostMapping("/{key}/incidents/search")
  Rendering.SearchAnswer incidents(
      @PathVariable long key, @RequestBody(required = false) @Nullable JsonNode body) {
    questions.get(Kinds.PROCESS_INSTANCE, key, WHAT);
    return questions.search(Kinds.INCIDENT, body, Filter.eq("processInstanceKey", key));
  }

  /// The instances that called this one, the first caller first, and this one.
  @GetMapping("/{key}/call-hierarchy")
  List<CallView> callHierarchy(@PathVariable long key) {
    List<CallView> calls = new ArrayList<>();
    var instance = questions.get(Kinds.PROCESS_INSTANCE, key, WHAT);
    while (calls.size() < MAX_DEPTH) {
      calls.addFirst(CallView.of(instance));
      var parent = instance.parentProcessInstanceKey();
      var caller =
          parent == null
              ? null
              : questions.model().find(ProcessInstance.class, parent).orElse(null);
      if (caller == null) {
        break;
      }
      instance = caller;
    }
    return calls;
  }

  record FlowView(
      String sequenceFlowId,
      String processInstanceKey,
      String processDefinitionKey,
      String processDefinitionId,
      String elementId,
      String tenantId,
      int count) {

    static FlowView of(SequenceFlow flow) {
      return new FlowView(
          flow.processInstanceKey() + "_" + flow.elementId(),
          Long.toString(flow.processInstanceKey()),
          Long.toString(flow.processDefinitionKey()),
          flow.processDefinitionId(),
          flow.elementId(),
          flow.tenantId(),
          flow.count());
    }
  }

  record CallView(
      String processInstanceKey, String processDefinitionKey, String processDefinitionName) {

    static CallView of(ProcessInstance instance) {
      return new CallView(
          Long.toString(instance.processInstanceKey()),
          Long.toString(instance.processDefinitionKey()),
          Objects.requireNonNullElse(
              instance.processDefinitionName(), instance.processDefinitionId()));
    }
  }
}
