package io.orrery.standalone;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.security.oauth2.client.autoconfigure.servlet.OAuth2ClientWebSecurityAutoConfiguration;
import org.springframework.context.annotation.Import;

/// The platform as one application: a broker, a gateway, Operate, or all, as `orrery.mode` says.
/// Only Operate has users; it brings its own rules in place of Boot's.
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(
    exclude = {
      SecurityAutoConfiguration.class,
      UserDetailsServiceAutoConfiguration.class,
      ManagementWebSecurityAutoConfiguration.class,
      SecurityFilterAutoConfiguration.class,
      ServletWebSecurityAutoConfiguration.class,
      OAuth2ClientWebSecurityAutoConfiguration.class
    })
@Import({ModeSelector.class, AboutPart.class})
public class Orrery {

  private static final Logger LOG = LoggerFactory.getLogger(Orrery.class);

  /// Starts the platform and returns when it runs.
  public static void main(String[] args) {
    Thread.setDefaultUncaughtExceptionHandler((thread, problem) ->
        LOG.error("Thread '{}' ended by what nobody expected", thread.getName(), problem));
    var application = new SpringApplication(Orrery.class);
    application.setBannerMode(Banner.Mode.OFF);
    application.addInitializers(new ReadModelPlace());
    application.run(args);
  }
}
