package io.orrery.autoconfigure.json;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.orrery.client.json.Json;
import io.orrery.client.json.JsonException;
import java.lang.reflect.Type;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.BeanPropertyDefinition;
import tools.jackson.databind.introspect.ClassIntrospector;
import tools.jackson.databind.json.JsonMapper;

/** JSON by the Jackson 3 mapper of the application. */
final class Jackson3Json implements Json {

  private final JsonMapper mapper;

  Jackson3Json(JsonMapper mapper) {
    this.mapper = mapper;
  }

  @Override
  public String write(@Nullable Object value) {
    try {
      return mapper.writeValueAsString(value);
    } catch (JacksonException e) {
      throw new JsonException("cannot write a value as JSON: " + e.getOriginalMessage(), e);
    }
  }

  @Override
  public @Nullable Object read(String json, Type type) {
    try {
      return mapper.readValue(json, mapper.constructType(type));
    } catch (JacksonException e) {
      throw cannotRead(type, e);
    }
  }

  @Override
  public @Nullable Object convert(@Nullable Object value, Type type) {
    try {
      return mapper.convertValue(value, mapper.constructType(type));
    } catch (JacksonException | IllegalArgumentException e) {
      throw cannotRead(type, e);
    }
  }

  @Override
  public Set<String> propertyNames(Type type) {
    JavaType javaType = mapper.constructType(type);
    ClassIntrospector classes = mapper.deserializationConfig().classIntrospectorInstance();
    BeanDescription bean =
        classes.introspectForDeserialization(
            javaType, classes.introspectClassAnnotations(javaType));
    Set<String> names = new TreeSet<>();
    for (BeanPropertyDefinition property : bean.findProperties()) {
      if (!property.findAliases().isEmpty() || isUnwrapped(property)) {
        return Set.of();
      }
      names.add(property.getName());
    }
    return bean.findAnySetterAccessor() == null ? names : Set.of();
  }

  private static boolean isUnwrapped(BeanPropertyDefinition property) {
    AnnotatedMember member = property.getPrimaryMember();
    return member != null && member.hasAnnotation(JsonUnwrapped.class);
  }

  private static JsonException cannotRead(Type type, RuntimeException cause) {
    return new JsonException(
        "cannot read JSON as " + type.getTypeName() + ": " + cause.getMessage(), cause);
  }
}
