package io.orrery.standalone;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/// The platform as one application: a broker, a gateway, or both, as `orrery.mode` says.
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(ModeSelector.class)
public class Orrery {

  /// Starts the platform and returns when it runs.
  public static void main(String[] args) {
    var application = new SpringApplication(Orrery.class);
    application.setBannerMode(Banner.Mode.OFF);
    application.run(args);
  }
}
