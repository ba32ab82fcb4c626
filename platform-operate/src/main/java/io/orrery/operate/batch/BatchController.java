package io.orrery.operate.batch;

import io.orrery.operate.audit.Audit;
import io.orrery.operate.search.Kinds;
import io.orrery.operate.search.Rendering;
import io.orrery.operate.search.Search;
import io.orrery.operate.search.SearchRequest;
import io.orrery.operate.web.ProblemException;
import io.orrery.readmodel.BatchOperations.Target;
import io.orrery.readmodel.ReadModel;
import io.orrery.readmodel.ReadModelException;
import io.orrery.readmodel.document.BatchOperation;
import io.orrery.readmodel.document.ProcessInstance;
import io.orrery.readmodel.query.Filter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// Beginning batches and looking at them.
@RestController
@RequestMapping("/v2")
public record BatchController(Batches batches, ReadModel model, Audit audit) {

  private static final String ENTITY = "BATCH";
  private static final String CANCEL = "CANCEL_BATCH";

  @PostMapping("/process-instances/cancellation")
  Created cancel(@RequestBody JsonNode body, Authentication user) {
    var items = new Selection(model).instances(filter(body));
    return begin(BatchType.CANCEL_PROCESS_INSTANCE, user, items);
  }

  @PostMapping("/process-instances/incident-resolution")
  Created resolve(@RequestBody JsonNode body, Authentication user) {
    var items = new Selection(model).incidents(filter(body));
    return begin(BatchType.RESOLVE_INCIDENT, user, items);
  }

  @PostMapping("/process-instances/{key}/incident-resolution")
  Created resolveAll(@PathVariable long key, Authentication user) {
    if (model.find(ProcessInstance.class, key).isEmpty()) {
      throw ProblemException.notFound("process instance", key);
    }
    var items = new Selection(model).incidents(List.of(key));
    return begin(BatchType.RESOLVE_INCIDENT, user, items);
  }

  /// Everything at once is more likely a mistake than a wish.
  private static Filter filter(JsonNode body) {
    var filter = SearchRequest.filterOnly(Kinds.PROCESS_INSTANCE, body);
    if (filter instanceof Filter.And(var parts) && parts.isEmpty()) {
      throw new ProblemException(
          HttpStatus.BAD_REQUEST, "INVALID_ARGUMENT", "filter must not be empty");
    }
    return filter;
  }

  private Created begin(BatchType type, Authentication user, List<Target> targets) {
    var key = batches.add(type, user.getName(), targets).batchOperationKey();
    audit.succeeded(user.getName(), "BATCH_" + type, ENTITY, key);
    return new Created(Long.toString(key), type.name());
  }

  @PostMapping("/batch-operations/search")
  Rendering.SearchAnswer search(@RequestBody(required = false) @Nullable JsonNode body) {
    var search = SearchRequest.read(Kinds.BATCH_OPERATION, body);
    var page = model.search(Search.query(search));
    return Rendering.SearchAnswer.of(
        page, page.items().stream().map(BatchController::view).toList());
  }

  @GetMapping("/batch-operations/{key}")
  Map<String, @Nullable Object> get(@PathVariable long key) {
    return view(find(key));
  }

  private BatchOperation find(long key) {
    return model
        .find(BatchOperation.class, key)
        .orElseThrow(() -> ProblemException.notFound("batch operation", key));
  }

  private static Map<String, @Nullable Object> view(BatchOperation batch) {
    var view = Rendering.of(Kinds.BATCH_OPERATION, batch);
    view.put("actorId", view.remove("actor"));
    return view;
  }

  @PostMapping("/batch-operations/{key}/cancellation")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void cancel(@PathVariable long key, Authentication user) {
    try {
      if (batches.cancel(find(key))) {
        audit.succeeded(user.getName(), CANCEL, ENTITY, key);
      }
    } catch (ReadModelException e) {
      audit.failed(user.getName(), CANCEL, ENTITY, key, String.valueOf(e.getMessage()));
      throw e;
    }
  }

  @PostMapping("/batch-operation-items/search")
  Rendering.SearchAnswer items(@RequestBody(required = false) @Nullable JsonNode body) {
    var search = SearchRequest.read(Kinds.BATCH_OPERATION_ITEM, body);
    return Rendering.page(Kinds.BATCH_OPERATION_ITEM, model.search(Search.query(search)));
  }

  record Created(String batchOperationKey, String batchOperationType) {}
}
