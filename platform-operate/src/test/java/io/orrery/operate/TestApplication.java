package io.orrery.operate;

import io.orrery.gateway.rest.ClockController;
import io.orrery.gateway.rest.ClusterController;
import io.orrery.operate.command.Engine;
import io.orrery.operate.search.MemoryReadModel;
import io.orrery.transport.Brokers;
import io.orrery.transport.FakeBrokers;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.security.oauth2.client.autoconfigure.servlet.OAuth2ClientWebSecurityAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;

/// Operate over a read model in memory and an engine that only listens, beside the REST interface
/// of a gateway, as in the all-in-one.
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
@Import({OperateConfiguration.class, ClusterController.class, ClockController.class})
public class TestApplication {

  @Bean
  MemoryReadModel readModel() {
    return new MemoryReadModel();
  }

  @Bean
  @Primary
  Engine engine() {
    return new RecordingEngine();
  }

  @Bean
  Brokers brokers() {
    return new FakeBrokers(1);
  }

  @Bean
  TurnedClock clock() {
    return new TurnedClock();
  }
}
