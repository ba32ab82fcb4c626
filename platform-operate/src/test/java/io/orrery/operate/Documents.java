package io.orrery.operate;

import io.orrery.readmodel.document.ElementInstance;
import io.orrery.readmodel.document.Incident;
import io.orrery.readmodel.document.Job;
import io.orrery.readmodel.document.Message;
import io.orrery.readmodel.document.MessageSubscription;
import io.orrery.readmodel.document.ProcessInstance;
import io.orrery.readmodel.document.Timer;
import io.orrery.readmodel.document.Variable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Documents for tests, with no more said than matters.
public final class Documents {

  public static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final String TENANT = "<default>";

  private Documents() {}

  public static ProcessInstance instance(long key, String state, boolean hasIncident) {
    var end = state.equals("ACTIVE") ? null : NOON.plusSeconds(60);
    return new ProcessInstance(
        key,
        "order",
        "Order",
        1,
        null,
        1,
        null,
        null,
        NOON.plusSeconds(key),
        end,
        state,
        hasIncident,
        TENANT);
  }

  public static ElementInstance element(
      long key, long instance, String id, long start, @Nullable Long end) {
    return new ElementInstance(
        key,
        instance,
        "order",
        1,
        id,
        null,
        key == instance ? "PROCESS" : "SERVICE_TASK",
        key == instance ? -1 : instance,
        NOON.plusSeconds(start),
        end == null ? null : NOON.plusSeconds(end),
        start,
        end,
        end == null ? "ACTIVE" : "COMPLETED",
        false,
        null,
        TENANT);
  }

  public static Job job(long key, long element, String type, String state, int retries) {
    var ended = state.equals("COMPLETED") ? NOON.plusSeconds(key) : null;
    var worker = state.equals("CREATED") ? "" : "worker-1";
    return new Job(
        key,
        type,
        worker,
        state,
        "BPMN_ELEMENT",
        retries,
        false,
        null,
        null,
        "{\"a\":\"b\"}",
        state.equals("ACTIVATED") ? NOON.plusSeconds(300) : null,
        NOON.plusSeconds(key),
        ended,
        NOON.plusSeconds(key),
        "order",
        1,
        1,
        "task",
        element,
        TENANT);
  }

  public static Incident incident(long key, long instance, long element, @Nullable Long job) {
    return new Incident(
        key,
        "JOB_NO_RETRIES",
        "card declined",
        "card declined".hashCode(),
        "order",
        1,
        instance,
        "task",
        element,
        job,
        NOON,
        null,
        "ACTIVE",
        TENANT);
  }

  public static Variable variable(long key, long instance, String name, String value) {
    return new Variable(key, name, value, false, instance, instance, "order", 1, NOON, TENANT);
  }

  public static MessageSubscription waitsFor(long key, long element, String name, String with) {
    return new MessageSubscription(
        key, name, with, "CREATED", "order", 1L, 1L, element, "catch", null, NOON, TENANT);
  }

  public static Message message(long key, String name, String with) {
    return new Message(key, name, with, null, NOON, NOON.plusSeconds(10), "{}", "EXPIRED", TENANT);
  }

  public static Timer timer(long key, long element, Instant due) {
    return new Timer(key, due, 1, "CREATED", 1L, element, 1, "reminder", NOON, TENANT);
  }
}
