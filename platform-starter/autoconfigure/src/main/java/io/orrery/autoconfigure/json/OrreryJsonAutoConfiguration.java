package io.orrery.autoconfigure.json;

import io.orrery.client.json.Json;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.json.JsonMapper;

/** Auto-configuration for variables by the application's own Jackson 3, where it has one. */
@AutoConfiguration(
    afterName = "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration")
@ConditionalOnClass(JsonMapper.class)
@ConditionalOnSingleCandidate(JsonMapper.class)
public final class OrreryJsonAutoConfiguration {

  @Bean
  @ConditionalOnMissingBean
  Json orreryJson(JsonMapper mapper) {
    return new Jackson3Json(mapper);
  }
}
