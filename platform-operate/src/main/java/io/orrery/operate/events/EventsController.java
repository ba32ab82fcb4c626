package io.orrery.operate.events;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/// The stream of events that keeps consoles up to date.
@RestController
public record EventsController(Movements movements) {

  @GetMapping(path = "/v2/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  SseEmitter events() {
    return movements.listen();
  }
}
