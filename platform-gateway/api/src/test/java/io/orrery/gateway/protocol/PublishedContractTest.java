package io.orrery.gateway.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Our contract and the one that published clients are built from, side by side. */
class PublishedContractTest {

  /** Where the fields begin that only Orrery has. */
  private static final int FIRST_OWN_FIELD = 1001;

  private final FileDescriptor ours = GatewayProto.getDescriptor();
  private final FileDescriptor theirs = GatewayOuterClass.getDescriptor();

  @Test
  void servesUnderTheSameNames() {
    assertThat(ours.getPackage()).isEqualTo(theirs.getPackage());
    assertThat(procedures(ours)).containsExactlyInAnyOrderEntriesOf(procedures(theirs));
  }

  @Test
  void hasEveryFieldUnderTheSameNumberWithTheSameType() {
    assertThat(fields(ours)).containsExactlyInAnyOrderEntriesOf(fields(theirs));
  }

  @Test
  void hasTheSameEnumValues() {
    assertThat(enumValues(ours)).containsExactlyInAnyOrderEntriesOf(enumValues(theirs));
  }

  private static Map<String, String> procedures(FileDescriptor file) {
    Map<String, String> procedures = new TreeMap<>();
    for (MethodDescriptor method : file.findServiceByName("Gateway").getMethods()) {
      procedures.put(
          method.getName(),
          "%s%s -> %s%s"
              .formatted(
                  method.isClientStreaming() ? "stream " : "",
                  method.getInputType().getName(),
                  method.isServerStreaming() ? "stream " : "",
                  method.getOutputType().getName()));
    }
    return procedures;
  }

  private static Map<String, String> fields(FileDescriptor file) {
    Map<String, String> fields = new TreeMap<>();
    messages(file)
        .flatMap(message -> message.getFields().stream())
        .filter(field -> field.getNumber() < FIRST_OWN_FIELD)
        .forEach(field ->
            fields.put(
                field.getContainingType().getName() + "." + field.getNumber(), shape(field)));
    return fields;
  }

  private static String shape(FieldDescriptor field) {
    String type =
        switch (field.getJavaType()) {
          case MESSAGE -> field.getMessageType().getName();
          case ENUM -> field.getEnumType().getName();
          default -> field.getType().name();
        };
    return field.getName()
        + ": "
        + (field.isRepeated() ? "repeated " : "")
        + (field.hasPresence() ? "present " : "")
        + type;
  }

  private static Map<String, Integer> enumValues(FileDescriptor file) {
    Map<String, Integer> values = new TreeMap<>();
    Stream.concat(
            file.getEnumTypes().stream(),
            messages(file).flatMap(message -> message.getEnumTypes().stream()))
        .map(EnumDescriptor::getValues)
        .flatMap(all -> all.stream())
        .forEach(value -> values.put(qualified(value), value.getNumber()));
    return values;
  }

  private static String qualified(EnumValueDescriptor value) {
    return value.getType().getName() + "." + value.getName();
  }

  private static Stream<Descriptor> messages(FileDescriptor file) {
    return file.getMessageTypes().stream().flatMap(PublishedContractTest::withNested);
  }

  private static Stream<Descriptor> withNested(Descriptor message) {
    return Stream.concat(
        Stream.of(message),
        message.getNestedTypes().stream().flatMap(PublishedContractTest::withNested));
  }
}
