package io.orrery.readmodel.elasticsearch.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.readmodel.TestRecords;
import io.orrery.readmodel.contract.Fixture;
import io.orrery.readmodel.document.Incident;
import io.orrery.readmodel.document.ProcessInstance;
import io.orrery.readmodel.document.Variable;
import io.orrery.readmodel.query.Filter;
import io.orrery.readmodel.query.Filter.And;
import io.orrery.readmodel.query.Filter.Has;
import io.orrery.readmodel.query.Filter.HasVariable;
import io.orrery.readmodel.query.Filter.IsAt;
import io.orrery.readmodel.query.Filter.Operator;
import io.orrery.readmodel.query.Filter.Or;
import io.orrery.readmodel.query.Query.Sort;
import io.orrery.readmodel.schema.Kind;
import io.orrery.readmodel.schema.Order;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Instances that are found by too many other documents are the same ones as by a few.
class LongLookupTest {

  private static final Kind<ProcessInstance> KIND = Kind.of(ProcessInstance.class);
  private static final int MANY = 2;

  private final ElasticsearchAdapter adapter = new ElasticsearchAdapter(Map.of());
  private final Fixture fixture = new Fixture(adapter);
  private final Server server = adapter.server();

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void findsTheSameInstancesInTheSameOrder() {
    var records = new TestRecords(1);
    records.deploy();
    for (int i = 0; i < 9; i++) {
      var instance = records.start();
      instance.variable("number", String.valueOf(i % 2));
      if (i % 3 == 0) {
        instance.incident("no stock");
      } else if (i % 4 == 1) {
        instance.finish();
      }
    }
    fixture.feed(records.take());

    var variable = new HasVariable("number", Operator.EQ, "1");
    var other = new HasVariable("number", Operator.NEQ, "1");
    var incident = Filter.eq("state", "ACTIVE");
    for (var filter :
        List.of(
            variable,
            new IsAt("task"),
            new IsAt("start"),
            new Has(Incident.class, incident, false),
            new And(List.of(variable, new Has(Incident.class, incident, true))),
            new Or(List.of(new And(List.of(other, new IsAt("end"))), variable)),
            new Has(Variable.class, Filter.eq("name", "number"), true))) {
      assertThat(found(filter, MANY)).isEqualTo(found(filter, 1_000));
      assertThat(lookup(filter, MANY).total())
          .isEqualTo(lookup(filter, 1_000).total())
          .isPositive();
    }
  }

  private Lookup lookup(Filter filter, int most) {
    var related = new Related(server, most);
    var condition = new Conditions(KIND, related).of(filter);
    assertThat(related.isIncomplete()).isEqualTo(most == MANY);
    return most == MANY
        ? new LongLookup(server, filter, related, condition, MANY)
        : new DirectLookup(server, KIND, condition);
  }

  /// By pages of four, those first that ended last.
  private List<Object> found(Filter filter, int most) {
    var order = Order.of(KIND, List.of(new Sort("endDate", true)));
    var keys = new ArrayList<>();
    @Nullable List<Object> place = null;
    while (true) {
      var page = lookup(filter, most).next(order, place, 4, Searches.only(KIND.fields().names()));
      if (page.isEmpty()) {
        return keys;
      }
      page.forEach(it -> keys.add(it.source().get(Mappings.INSTANCE)));
      place = Searches.place(order, page.getLast().source());
    }
  }
}
