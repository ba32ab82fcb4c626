package io.orrery.gateway;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/// A gateway as a process of its own.
@SpringBootConfiguration
@EnableAutoConfiguration
@Import({GatewayConfiguration.class, RemoteBrokersConfiguration.class})
public class GatewayApplication {

  /// Starts it with properties as arguments, such as `--orrery.gateway.contact=host:26501`.
  public static void main(String[] arguments) {
    var application = new SpringApplication(GatewayApplication.class);
    application.setDefaultProperties(
        Map.of(
            "server.address", "127.0.0.1",
            "management.server.port", "9600",
            "management.server.address", "127.0.0.1",
            "management.endpoints.web.exposure.include", "health,info,metrics,prometheus",
            // one warning with a stack trace for each message that is too large
            "logging.level.io.grpc.netty.NettyServerStream", "error"));
    application.run(arguments);
  }
}
