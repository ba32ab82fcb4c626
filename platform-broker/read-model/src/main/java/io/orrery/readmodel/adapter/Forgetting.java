package io.orrery.readmodel.adapter;

import io.orrery.readmodel.document.ElementInstance;
import io.orrery.readmodel.document.Incident;
import io.orrery.readmodel.document.Job;
import io.orrery.readmodel.document.MessageSubscription;
import io.orrery.readmodel.document.SequenceFlow;
import io.orrery.readmodel.document.Timer;
import io.orrery.readmodel.document.Variable;
import io.orrery.readmodel.schema.Kind;
import java.time.Duration;
import java.util.List;

/// How what ended long ago is forgotten.
public final class Forgetting {

  /// How many instances, or messages or the like, go at once.
  public static final int SLICE = 500;

  /// How long it rests when nothing is left to be forgotten.
  public static final Duration PAUSE = Duration.ofMinutes(1);

  /// What goes with an instance, and before it, in this order.
  public static final List<Kind<?>> WITH_INSTANCES =
      List.of(
          Kind.of(Variable.class),
          Kind.of(ElementInstance.class),
          Kind.of(Incident.class),
          Kind.of(Job.class),
          Kind.of(MessageSubscription.class),
          Kind.of(Timer.class),
          Kind.of(SequenceFlow.class));

  private Forgetting() {}
}
