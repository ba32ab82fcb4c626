package io.orrery.bpmn.reading;

import io.orrery.bpmn.expression.Expression;
import io.orrery.bpmn.expression.Variables;
import io.orrery.bpmn.model.TimerKind;
import io.orrery.bpmn.model.Trigger;
import io.orrery.bpmn.model.Trigger.ErrorTrigger;
import io.orrery.bpmn.model.Trigger.MessageTrigger;
import io.orrery.bpmn.model.Trigger.NoTrigger;
import io.orrery.bpmn.model.Trigger.TimerTrigger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.jspecify.annotations.Nullable;

/// Reads what events wait for and throw.
record EventReader(RootElements roots, Texts texts) {

  static final String MESSAGE = "messageEventDefinition";
  static final String TIMER = "timerEventDefinition";
  static final String ERROR = "errorEventDefinition";

  /// Where an event stands, which decides what it may wait for.
  enum Position {
    START,
    CATCH,
    INTERRUPTING_BOUNDARY,
    BOUNDARY;

    Set<String> definitions() {
      return switch (this) {
        case START, CATCH -> Set.of(MESSAGE, TIMER);
        case INTERRUPTING_BOUNDARY, BOUNDARY -> Set.of(MESSAGE, TIMER, ERROR);
      };
    }

    Set<TimerKind> timers() {
      return switch (this) {
        case START -> Set.of(TimerKind.DATE, TimerKind.CYCLE);
        case CATCH, INTERRUPTING_BOUNDARY -> Set.of(TimerKind.DURATION, TimerKind.DATE);
        case BOUNDARY -> Set.of(TimerKind.values());
      };
    }
  }

  /// The event definitions of an event.
  static List<ModelElementInstance> definitions(Node node) {
    return node.children().stream()
        .filter(child -> Node.kind(child).toLowerCase(Locale.ROOT).contains("eventdefinition"))
        .toList();
  }

  /// The only definition of an event; null if it has none. More than one is a problem.
  @Nullable ModelElementInstance definition(Node node) {
    var definitions = definitions(node);
    if (definitions.size() > 1) {
      texts.problems().add(node.id(), "must have at most one event definition");
    }
    return definitions.isEmpty() ? null : definitions.getFirst();
  }

  /// What a catching event waits for.
  Trigger trigger(Node node, @Nullable ModelElementInstance definition, Position position) {
    if (definition == null) {
      return new NoTrigger();
    }
    var kind = Node.kind(definition);
    if (!position.definitions().contains(kind)) {
      refuse(node, kind);
      return new NoTrigger();
    }
    return switch (kind) {
      case MESSAGE -> message(node, definition, position == Position.START);
      case TIMER -> timer(node, definition, position);
      default -> error(node, definition);
    };
  }

  void refuse(Node node, String definition) {
    texts
        .problems()
        .add(node.id(), "%s with %s is not supported yet".formatted(node.kind(), definition));
  }

  MessageTrigger message(Node node, ModelElementInstance reference, boolean atStart) {
    var id = Node.localPart(reference.getAttributeValue("messageRef"));
    var message = id == null ? null : roots.messages().get(id);
    if (message == null) {
      texts
          .problems()
          .add(
              node.id(),
              id == null
                  ? "must reference a message"
                  : "must reference a message, but there is none with the id '%s'".formatted(id));
      return new MessageTrigger(Expression.ofStatic(""), null);
    }
    var name = texts.required(node, "name of its message '" + id + "'", message.name());
    if (atStart) {
      texts.check(
          node,
          "message name",
          name,
          expression -> texts.expressions().string(expression, Variables.NONE));
      return new MessageTrigger(name, null);
    }
    var key =
        texts.feel(
            node,
            "correlation key (zeebe:subscription) of its message '" + id + "'",
            message.correlationKey());
    return new MessageTrigger(name, key);
  }

  private Trigger timer(Node node, ModelElementInstance definition, Position position) {
    var kinds = new ArrayList<TimerKind>();
    var values = new ArrayList<String>();
    for (var child : Node.children(definition)) {
      var kind = kind(Node.kind(child));
      if (kind != null) {
        kinds.add(kind);
        values.add(Node.text(child));
      }
    }
    if (kinds.size() != 1) {
      texts.problems().add(node.id(), "must have exactly one of duration, date and cycle");
      return new NoTrigger();
    }
    var kind = kinds.getFirst();
    var value = texts.required(node, "timer " + lower(kind), values.getFirst());
    checkTimer(node, kind, value, position);
    return new TimerTrigger(kind, value);
  }

  private static @Nullable TimerKind kind(String element) {
    return switch (element) {
      case "timeDuration" -> TimerKind.DURATION;
      case "timeDate" -> TimerKind.DATE;
      case "timeCycle" -> TimerKind.CYCLE;
      default -> null;
    };
  }

  private void checkTimer(Node node, TimerKind kind, Expression value, Position position) {
    if (!position.timers().contains(kind)) {
      var allowed =
          position.timers().stream()
              .sorted()
              .map(EventReader::lower)
              .collect(Collectors.joining(" or "));
      texts
          .problems()
          .add(
              node.id(),
              "its timer must be a %s here, a %s is not allowed".formatted(allowed, lower(kind)));
      return;
    }
    Texts.Evaluation evaluation =
        expression ->
            switch (kind) {
              case DURATION -> texts.expressions().duration(expression, Variables.NONE);
              case DATE -> texts.expressions().date(expression, Variables.NONE);
              case CYCLE -> texts.expressions().cycle(expression, Variables.NONE);
            };
    if (position == Position.START) {
      texts.check(node, "timer " + lower(kind), value, evaluation);
    } else {
      texts.checkStatic(node, "timer " + lower(kind), value, evaluation);
    }
  }

  private static String lower(TimerKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private Trigger error(Node node, ModelElementInstance definition) {
    var code = errorCode(node, definition);
    if (code == null) {
      return new ErrorTrigger(null);
    }
    if (code.startsWith("=")) {
      texts
          .problems()
          .add(node.id(), "the error code must be static, but is the expression '" + code + "'");
    }
    return new ErrorTrigger(code);
  }

  /// The error that an end event throws.
  Expression thrownError(Node node, ModelElementInstance definition) {
    return texts.required(node, "reference to an error with a code", errorCode(node, definition));
  }

  private @Nullable String errorCode(Node node, ModelElementInstance definition) {
    var id = Node.localPart(definition.getAttributeValue("errorRef"));
    if (id == null) {
      return null;
    }
    var error = roots.errors().get(id);
    if (error == null) {
      texts
          .problems()
          .add(
              node.id(),
              "must reference an error, but there is none with the id '%s'".formatted(id));
      return null;
    }
    return error.code() == null || error.code().isBlank() ? null : error.code().strip();
  }
}
