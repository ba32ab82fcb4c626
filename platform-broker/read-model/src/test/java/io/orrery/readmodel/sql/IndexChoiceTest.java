package io.orrery.readmodel.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.readmodel.document.Document;
import io.orrery.readmodel.document.ElementInstance;
import io.orrery.readmodel.document.Job;
import io.orrery.readmodel.document.ProcessInstance;
import io.orrery.readmodel.query.Filter;
import io.orrery.readmodel.query.Filter.And;
import io.orrery.readmodel.query.Filter.HasIncident;
import io.orrery.readmodel.query.Filter.In;
import io.orrery.readmodel.query.Query.Sort;
import io.orrery.readmodel.schema.Order;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IndexChoiceTest {

  private static final List<Sort> NEWEST = List.of(new Sort("startDate", true));
  private static final Filter ACTIVE = Filter.eq("state", "ACTIVE");
  private static final Filter OF_DEFINITION = Filter.eq("processDefinitionKey", 5L);

  private static IndexChoice choose(
      Class<? extends Document> kind, Filter filter, List<Sort> sorts) {
    var table = Table.of(kind);
    return IndexChoice.of(table, filter, Order.of(table.kind(), sorts), Set.of());
  }

  private static String instances(Filter filter, List<Sort> sorts) {
    return choose(ProcessInstance.class, filter, sorts).name();
  }

  @Test
  void takesTheIndexThatHoldsMostFixed() {
    assertThat(instances(Filter.ALL, NEWEST)).isEqualTo("process_instance_start");
    assertThat(instances(ACTIVE, NEWEST)).isEqualTo("process_instance_state");
    assertThat(instances(OF_DEFINITION, NEWEST)).isEqualTo("process_instance_definition");
    assertThat(instances(new And(List.of(OF_DEFINITION, ACTIVE)), NEWEST))
        .isEqualTo("process_instance_definition_state");
    assertThat(instances(new In("state", List.of("COMPLETED")), NEWEST))
        .isEqualTo("process_instance_state");
    assertThat(instances(new In("state", List.of("ACTIVE", "COMPLETED")), NEWEST))
        .isEqualTo("process_instance_start");
    assertThat(instances(Filter.eq("hasIncident", true), NEWEST))
        .isEqualTo("process_instance_state");
    var begun = List.of(new Sort("startPosition", false));
    assertThat(choose(ElementInstance.class, Filter.eq("processInstanceKey", 1L), begun).name())
        .isEqualTo("element_instance_begin");
    var ended = List.of(new Sort("endPosition", false));
    assertThat(choose(ElementInstance.class, Filter.eq("processInstanceKey", 1L), ended).name())
        .isEqualTo("element_instance_end");
  }

  @Test
  void takesNoneWhereItWouldNotHelp() {
    assertThat(instances(ACTIVE, List.of())).isEmpty();
    assertThat(instances(ACTIVE, List.of(new Sort("processDefinitionName", false)))).isEmpty();
    assertThat(instances(new HasIncident("x"), NEWEST)).isEmpty();
    assertThat(instances(Filter.eq("processInstanceKey", 7L), NEWEST)).isEmpty();
    assertThat(choose(Job.class, Filter.ALL, List.of(new Sort("type", true))).name()).isEmpty();
  }

  @Test
  void ordersByTheFixedColumnsTooWhichChangesNothing() {
    var table = Table.of(ProcessInstance.class);
    var order = Order.of(table.kind(), NEWEST);
    assertThat(IndexChoice.of(table, ACTIVE, order, Set.of()).orderBy(new Way(table, order)))
        .isEqualTo("t.state DESC, t.start_date DESC, t.process_instance_key DESC");
  }
}
