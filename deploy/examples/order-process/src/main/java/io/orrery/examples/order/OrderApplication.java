package io.orrery.examples.order;

import io.orrery.autoconfigure.annotation.Deployment;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.scheduling.annotation.EnableScheduling;

/// A small shop: brings its process along, takes orders and works them off.
@SpringBootApplication
@EnableScheduling
@EnableConfigurationProperties(ShopProperties.class)
@Deployment(resources = "classpath*:order.bpmn")
public class OrderApplication {

  public static void main(String[] arguments) {
    SpringApplication.run(OrderApplication.class, arguments);
  }
}
