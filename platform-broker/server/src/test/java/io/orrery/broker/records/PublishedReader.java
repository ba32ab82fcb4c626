package io.orrery.broker.records;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camunda.zeebe.protocol.jackson.ZeebeProtocolModule;
import io.camunda.zeebe.protocol.record.intent.Intent;
import io.orrery.exporter.api.Record;
import io.orrery.exporter.api.RecordJson;
import io.orrery.exporter.api.RecordValue.Json;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Reads what we write with the published Jackson classes of the public schema, and compares all
/// that they found with what we meant. Both must know the same fields.
final class PublishedReader {

  private static final TypeReference<io.camunda.zeebe.protocol.record.Record<?>> RECORD =
      new TypeReference<>() {};

  private static final Map<String, List<String>> TENANTS =
      Map.of("authorized_tenants", List.of("<default>"));

  private final ObjectMapper mapper = new ObjectMapper().registerModule(new ZeebeProtocolModule());
  private final Map<Class<?>, List<Field>> fields = new ConcurrentHashMap<>();

  /// A field of the published class and the component of ours that it must be equal to.
  private record Field(Method theirs, Method ours) {}

  void check(Record record) throws IOException, ReflectiveOperationException {
    var text = RecordJson.bytes(record);
    var read = mapper.readValue(text, RECORD);
    if (!read.getAuthorizations().equals(TENANTS)) {
      throw new AssertionError("authorizations " + read.getAuthorizations());
    }
    compare(record, read);
  }

  private void compare(Object ours, Object theirs)
      throws IOException, ReflectiveOperationException {
    for (var field : fields.computeIfAbsent(ours.getClass(), it -> fields(it, theirs.getClass()))) {
      var meant = field.ours().invoke(ours);
      var found = field.theirs().invoke(theirs);
      if (meant == null || found == null || !isSame(meant, found)) {
        throw new AssertionError(field.theirs() + " is " + found + " and should be " + meant);
      }
    }
  }

  private boolean isSame(Object ours, Object theirs)
      throws IOException, ReflectiveOperationException {
    return switch (theirs) {
      case Intent intent -> intent.name().equals(ours);
      case Enum<?> constant -> constant.name().equals(ours.toString());
      case byte[] bytes -> Base64.getEncoder().encodeToString(bytes).equals(ours);
      case Collection<?> list -> areSame((Collection<?>) ours, list);
      case Map<?, ?> map ->
          map.equals(ours instanceof Json json ? mapper.readValue(json.text(), Map.class) : ours);
      default -> {
        if (ours.getClass().isRecord()) {
          compare(ours, theirs);
          yield true;
        }
        yield ours.equals(theirs);
      }
    };
  }

  private boolean areSame(Collection<?> ours, Collection<?> theirs)
      throws IOException, ReflectiveOperationException {
    var found = theirs.iterator();
    for (var each : ours) {
      if (!found.hasNext() || !isSame(each, found.next())) {
        return false;
      }
    }
    return !found.hasNext();
  }

  /// The getters of the published class but for what is the same on all records.
  private static List<Field> fields(Class<?> ours, Class<?> theirs) {
    var left = new ArrayList<>(Arrays.asList(ours.getRecordComponents()));
    var found = new ArrayList<Field>();
    for (var getter : theirs.getInterfaces()[0].getMethods()) {
      if (getter.getParameterCount() == 0 && getter.getName().matches("(get|is)[A-Z].*")) {
        var name = getter.getName().replaceFirst("^(get|is)", "");
        var component =
            left.stream().filter(it -> it.getName().matches("(?i:(is)?" + name + ")")).findFirst();
        if (component.isPresent()) {
          left.remove(component.get());
          found.add(new Field(getter, component.get().getAccessor()));
        } else if (!name.equals("Authorizations")) {
          throw new AssertionError("nothing of ours for " + getter);
        }
      }
    }
    assertThat(left).as("what %s does not know", theirs).isEmpty();
    return found;
  }
}
