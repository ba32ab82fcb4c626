package io.orrery.examples.order;

import static io.orrery.client.fake.FakeGateway.next;
import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.client.fake.FakeGateway;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/// The whole application against a gateway without an engine.
class OrderApplicationTest {

  private static String variables(String card) {
    return JsonMapper.builder()
        .build()
        .writeValueAsString(new Order("o-1", "Ada", card, BigDecimal.TEN, true));
  }

  @Test
  void bringsItsModelTakesOrdersAndWorksThemOff() {
    try (FakeGateway gateway = FakeGateway.start();
        ConfigurableApplicationContext application =
            new SpringApplicationBuilder(OrderApplication.class)
                .run("--orrery.client.address=" + gateway.address(), "--shop.work=0ms")) {
      assertThat(application.isRunning()).isTrue();
      assertThat(next(gateway.deployed).getResources(0).getName()).isEqualTo("order.bpmn");
      assertThat(next(gateway.created).getBpmnProcessId()).isEqualTo("order");

      gateway.offer("charge-card", variables("4000-1234"));
      assertThat(next(gateway.completed).getVariables()).isEqualTo("{\"receipt\":\"R-o-1\"}");
      gateway.offer("charge-card", variables(PaymentWorkers.BLOCKED + "-1234"));
      assertThat(next(gateway.thrown).getErrorCode()).isEqualTo("CARD_BLOCKED");
      gateway.offer("charge-card", variables("4711-oops"));
      assertThat(next(gateway.failed).getErrorMessage()).contains("not the number of a card");
      gateway.offer("book-courier", variables("4000-1234"));
      assertThat(next(gateway.published).getName()).isEqualTo("parcel-collected");
    }
  }
}
