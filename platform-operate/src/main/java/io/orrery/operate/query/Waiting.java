package io.orrery.operate.query;

import io.orrery.operate.search.Kinds;
import io.orrery.operate.search.Rendering;
import io.orrery.readmodel.document.Job;
import io.orrery.readmodel.query.Filter;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Questions about what element instances wait for: jobs, messages, timers.
@RestController
@RequestMapping("/v2")
public record Waiting(Questions questions, JsonMapper json) {

  @PostMapping("/jobs/search")
  Rendering.SearchAnswer jobs(@RequestBody(required = false) @Nullable JsonNode body) {
    var page = questions.found(Kinds.JOB, body, Filter.ALL);
    return Rendering.SearchAnswer.of(page, page.items().stream().map(this::view).toList());
  }

  private Map<String, @Nullable Object> view(Job job) {
    var view = Rendering.of(Kinds.JOB, job);
    view.put("customHeaders", headers(job.customHeaders()));
    return view;
  }

  private JsonNode headers(String text) {
    try {
      var headers = json.readTree(text);
      return headers.isObject() ? headers : json.createObjectNode();
    } catch (JacksonException e) {
      return json.createObjectNode();
    }
  }

  @PostMapping("/message-subscriptions/search")
  Rendering.SearchAnswer messageSubscriptions(
      @RequestBody(required = false) @Nullable JsonNode body) {
    return questions.search(Kinds.MESSAGE_SUBSCRIPTION, body);
  }

  @PostMapping("/messages/search")
  Rendering.SearchAnswer messages(@RequestBody(required = false) @Nullable JsonNode body) {
    return questions.search(Kinds.MESSAGE, body);
  }

  @PostMapping("/timers/search")
  Rendering.SearchAnswer timers(@RequestBody(required = false) @Nullable JsonNode body) {
    return questions.search(Kinds.TIMER, body);
  }
}
