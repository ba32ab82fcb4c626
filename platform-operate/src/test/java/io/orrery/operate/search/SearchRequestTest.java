package io.orrery.operate.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orrery.readmodel.document.BatchOperationItem;
import io.orrery.readmodel.document.Document;
import io.orrery.readmodel.document.ElementInstance;
import io.orrery.readmodel.document.Incident;
import io.orrery.readmodel.document.Job;
import io.orrery.readmodel.query.Filter;
import io.orrery.readmodel.query.InvalidQueryException;
import io.orrery.readmodel.query.Query;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SearchRequestTest {

  @Test
  void withoutABodyMeansTheFirstHundredOfAll() {
    var search = SearchRequest.read(Kinds.PROCESS_INSTANCE, null);

    assertThat(search.filter()).isEqualTo(Filter.ALL);
    assertThat(Search.query(search).limit()).isEqualTo(100);
  }

  @Test
  void readsPlainValuesAsEquality() {
    var filter =
        filter("{'processInstanceKey':'2251799813685249','state':'active','hasIncident':true}");

    assertThat(filter)
        .isEqualTo(
            new Filter.And(
                List.of(
                    Filter.eq("processInstanceKey", 2251799813685249L),
                    Filter.eq("state", "ACTIVE"),
                    Filter.eq("hasIncident", true))));
  }

  @Test
  void readsOperatorsThatAllHold() {
    var filter =
        filter(
            "{'startDate':{'$gte':'2026-11-20T13:00:00+01:00'},'processDefinitionId':{'$like':'o*',"
                + "'$notIn':['x']},'processDefinitionVersion':{'$in':[1,2]},"
                + "'endDate':{'$exists':false}}");

    assertThat(filter)
        .isEqualTo(
            new Filter.And(
                List.of(
                    new Filter.Compare(
                        "startDate", Filter.Operator.GTE, Instant.parse("2026-11-20T12:00:00Z")),
                    new Filter.And(
                        List.of(
                            new Filter.Compare("processDefinitionId", Filter.Operator.LIKE, "o*"),
                            new Filter.And(
                                List.of(
                                    new Filter.Compare(
                                        "processDefinitionId", Filter.Operator.NEQ, "x"))))),
                    new Filter.In("processDefinitionVersion", List.of(1, 2)),
                    new Filter.Exists("endDate", false))));
  }

  @Test
  void readsWhatOnlyInstancesCanBeAsked() {
    var filter =
        filter(
            "{'elementId':'pay','errorMessage':'no','variables':[{'name':'a','value':'1'}],"
                + "'$or':[{'state':'ACTIVE'},{'hasIncident':true}]}");

    assertThat(filter)
        .isEqualTo(
            new Filter.And(
                List.of(
                    new Filter.And(
                        List.of(
                            new Filter.IsAt("pay"),
                            new Filter.HasIncident("no"),
                            new Filter.And(
                                List.of(new Filter.HasVariable("a", Filter.Operator.EQ, "1"))))),
                    new Filter.Or(
                        List.of(
                            new Filter.And(List.of(Filter.eq("state", "ACTIVE"))),
                            new Filter.And(List.of(Filter.eq("hasIncident", true))))))));
  }

  @Test
  void readsWhatBelongsToInstances() {
    var open = Filter.eq("state", "ACTIVE");
    var atPay = all(open, Filter.eq("elementId", "pay"));
    var item = Filter.eq("batchOperationKey", 7L);

    assertThat(filter("{'hasElementInstanceIncident':false}"))
        .isEqualTo(all(has(Incident.class, all(open), false)));
    assertThat(filter("{'elementId':'pay','hasElementInstanceIncident':true}"))
        .isEqualTo(all(new Filter.IsAt("pay"), has(Incident.class, atPay, true)));
    assertThat(filter("{'hasRetriesLeft':true}"))
        .isEqualTo(
            all(
                has(
                    Job.class,
                    all(Filter.eq("state", "FAILED"), Filter.eq("hasFailedWithRetriesLeft", true)),
                    true)));
    assertThat(filter("{'incidentErrorHashCode':-17}"))
        .isEqualTo(all(has(Incident.class, all(open, Filter.eq("errorHashCode", -17)), true)));
    assertThat(filter("{'batchOperationId':'7'}")).isEqualTo(all(inBatch(item, true)));
    assertThat(filter("{'batchOperationKey':{'$neq':7,'$in':[],'$exists':true}}"))
        .isEqualTo(all(all(inBatch(item, false), inBatch(Filter.ALL, true))));
  }

  @Test
  void readsTheStatesOfElements() {
    var active = Filter.eq("state", "ACTIVE");
    var completed = Filter.eq("state", "COMPLETED");
    var atPay = all(completed, Filter.eq("elementId", "pay"));

    assertThat(filter("{'elementInstanceState':'active'}"))
        .isEqualTo(all(all(active, has(ElementInstance.class, all(active), true))));
    assertThat(filter("{'elementId':'pay','elementInstanceState':{'$eq':'COMPLETED','$in':[]}}"))
        .isEqualTo(all(has(ElementInstance.class, atPay, true)));
    assertThat(filter("{'elementId':'pay','elementInstanceState':{'$in':[]}}"))
        .isEqualTo(all(new Filter.IsAt("pay")));
    assertThat(filter("{'elementId':'pay','elementInstanceState':null}"))
        .isEqualTo(all(new Filter.IsAt("pay")));
  }

  @Test
  void readsTheHashOfAnIncidentsMessage() {
    var body = json("{'filter':{'incidentErrorHashCode':{'$in':[1,-17]}}}");

    assertThat(SearchRequest.read(Kinds.INCIDENT, body).filter())
        .isEqualTo(all(new Filter.In("errorHashCode", List.of(1, -17))));
  }

  private static Filter all(Filter... filters) {
    return new Filter.And(List.of(filters));
  }

  private static Filter inBatch(Filter item, boolean isIn) {
    return has(BatchOperationItem.class, item, isIn);
  }

  private static Filter has(Class<? extends Document> kind, Filter accepted, boolean exists) {
    return new Filter.Has(kind, accepted, exists);
  }

  @Test
  void takesTheEmptyListsOfPublishedClients() {
    var filter =
        filter(
            "{'elementId':{'$eq':'pay','$in':[],'$notIn':[]},"
                + "'variables':[{'name':'a','value':{'$eq':'1','$in':[],'$notIn':[]}}]}");

    assertThat(filter)
        .isEqualTo(
            new Filter.And(
                List.of(
                    new Filter.And(List.of(new Filter.IsAt("pay"))),
                    new Filter.And(
                        List.of(
                            new Filter.And(
                                List.of(new Filter.HasVariable("a", Filter.Operator.EQ, "1"))))))));
  }

  @Test
  void knowsAFilterThatAsksForNothing() {
    assertThat(filter("{'tags':[],'state':null,'$or':[]}")).isEqualTo(Filter.ALL);
    assertThat(filter("{'state':{'$in':[]},'variables':[]}")).isEqualTo(Filter.ALL);
    assertThat(filter("{'$or':[{'state':'ACTIVE'},{}]}")).isEqualTo(Filter.ALL);
  }

  @Test
  void readsSortAndPage() {
    var query =
        Search.query(
            SearchRequest.read(
                Kinds.PROCESS_INSTANCE,
                json(
                    "{'sort':[{'field':'startDate','order':'desc'}],"
                        + "'page':{'before':'abc','limit':7}}")));

    assertThat(query.sort()).containsExactly(new Query.Sort("startDate", true));
    assertThat(query.cursor()).isEqualTo("abc");
    assertThat(query.backward()).isTrue();
    assertThat(query.limit()).isEqualTo(7);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {'filtre':{}}                                    | 'filtre'
          {'filter':{'colour':'red'}}                      | 'colour'
          {'filter':{'state':'SLEEPING'}}                  | filter.state
          {'filter':{'state':{'$like':'A*'}}}              | '$like'
          {'filter':{'startDate':'yesterday'}}             | filter.startDate
          {'filter':{'startDate':{'$regex':'.'}}}          | '$regex'
          {'filter':{'processInstanceKey':'12x'}}          | filter.processInstanceKey
          {'filter':{'processDefinitionVersion':'1'}}      | filter.processDefinitionVersion
          {'filter':{'processDefinitionVersion':9999999999}}| filter.processDefinitionVersion
          {'filter':{'hasIncident':'yes'}}                 | filter.hasIncident
          {'filter':{'tenantId':{}}}                       | filter.tenantId
          {'filter':{'variables':[{'name':'a'}]}}          | filter.variables
          {'filter':{'hasRetriesLeft':'yes'}}              | filter.hasRetriesLeft
          {'filter':{'batchOperationId':{'$like':'1*'}}}   | '$like'
          {'filter':{'batchOperationKey':'x'}}             | filter.batchOperationKey
          {'filter':{'$or':[{'$or':[]}]}}                  | filter.$or
          {'filter':[]}                                    | filter
          {'sort':[{'field':'colour'}]}                    | 'colour'
          {'sort':[{'field':'state','order':'UP'}]}        | sort.order
          {'page':{'limit':1000000000}}                    | page.limit
          {'page':{'limit':-1}}                            | page.limit
          {'page':{'from':1,'after':'x'}}                  | from, after and before
          {'page':{'size':1}}                              | 'size'
          """)
  void refusesByNameWhatItDoesNotKnow(String body, String named) {
    assertThatThrownBy(() -> SearchRequest.read(Kinds.PROCESS_INSTANCE, json(body)))
        .isInstanceOf(InvalidQueryException.class)
        .hasMessageContaining(named.replace('"', '\''));
  }

  @Test
  void refusesAListThatIsTooLong() {
    var keys = "1,".repeat(Operators.MAX_VALUES) + "1";

    assertThatThrownBy(() -> filter("{'processInstanceKey':{'$in':[" + keys + "]}}"))
        .hasMessageContaining("1,001 values, more than 1,000");
  }

  @Test
  void refusesTheCursorOfAnotherQuery() {
    var rows = List.of(new Row(1, "a"), new Row(2, "b"));
    var kind = Kinds.plain(Row.class, Map.of());
    var first = MemorySearch.search(SearchRequest.read(kind, json("{'page':{'limit':1}}")), rows);
    var other = json("{'filter':{'name':'b'},'page':{'after':'" + first.endCursor() + "'}}");

    assertThatThrownBy(() -> MemorySearch.search(SearchRequest.read(kind, other), rows))
        .isInstanceOf(InvalidQueryException.class)
        .hasMessageContaining("cursor");
  }

  private static Filter filter(String text) {
    return SearchRequest.filterOnly(Kinds.PROCESS_INSTANCE, json("{'filter':" + text + "}"));
  }

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text.replace('\'', '"'));
  }

  record Row(long rowKey, String name) {}
}
