package io.orrery.standalone;

import io.orrery.gateway.message.Replies;
import java.util.Map;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Which version this is, and whose interface it speaks, for `GET /actuator/info`.
@Configuration(proxyBeanMethods = false)
class AboutPart {

  /// Of a build that no jar was made of.
  private static final String NONE = "unknown";

  @Bean
  InfoContributor aboutOrrery() {
    var version = Orrery.class.getPackage().getImplementationVersion();
    return info ->
        info.withDetail(
            "orrery",
            Map.of(
                "version",
                version == null ? NONE : version,
                "compatibleWith",
                Replies.COMPATIBLE_VERSION));
  }
}
