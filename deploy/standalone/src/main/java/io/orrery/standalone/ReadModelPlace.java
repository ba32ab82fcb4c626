package io.orrery.standalone;

import java.nio.file.Path;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/// Puts the read model into a file beside the other data unless a property says where it is.
final class ReadModelPlace
    implements ApplicationContextInitializer<ConfigurableApplicationContext> {

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    var environment = context.getEnvironment();
    var data = Path.of(environment.getProperty("orrery.data.directory", "data"));
    var file = data.toAbsolutePath().normalize().resolve("read-model/orrery");
    environment
        .getPropertySources()
        .addLast(
            new MapPropertySource(
                "read-model-place",
                Map.of(
                    "orrery.read-model.url",
                    "jdbc:h2:file:" + file,
                    "orrery.read-model.user",
                    "orrery",
                    "orrery.read-model.password",
                    "")));
  }
}
