package io.orrery.client.json;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.lang.reflect.Type;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** JSON by Jackson 2: dates as ISO text, unknown fields ignored, modules of the class path used. */
public final class JacksonJson implements Json {

  private final ObjectMapper mapper;

  /** With a mapper of its own. */
  public JacksonJson() {
    this(
        JsonMapper.builder()
            .findAndAddModules()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .build());
  }

  /**
   * With a mapper of the application.
   *
   * @param mapper used as it is
   */
  public JacksonJson(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  @Override
  public String write(@Nullable Object value) {
    try {
      return mapper.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new JsonException("cannot write a value as JSON: " + e.getOriginalMessage(), e);
    }
  }

  @Override
  public @Nullable Object read(String json, Type type) {
    try {
      return mapper.readValue(json, mapper.constructType(type));
    } catch (JsonProcessingException e) {
      throw cannotRead(type, e.getOriginalMessage(), e);
    }
  }

  @Override
  public @Nullable Object convert(@Nullable Object value, Type type) {
    try {
      return mapper.convertValue(value, mapper.constructType(type));
    } catch (IllegalArgumentException e) {
      throw cannotRead(type, String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public Set<String> propertyNames(Type type) {
    BeanDescription bean = mapper.getDeserializationConfig().introspect(mapper.constructType(type));
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

  private static JsonException cannotRead(Type type, String reason, Throwable cause) {
    return new JsonException("cannot read JSON as " + type.getTypeName() + ": " + reason, cause);
  }
}
