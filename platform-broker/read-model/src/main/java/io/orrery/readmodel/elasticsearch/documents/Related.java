package io.orrery.readmodel.elasticsearch.documents;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import io.orrery.readmodel.elasticsearch.documents.Conditions.Others;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The instances that have certain documents, as far as they are a few: there are no joins, so they
/// are found first and then named in the query. Of one question.
final class Related implements Conditions.Instances {

  /// How many documents of other kinds are looked through for the instances that have them. If it
  /// is more, the instances are looked through, and asked for the documents.
  static final int MAX_OTHERS = 20_000;

  private final Server server;
  private final int maxOthers;
  private final Map<Others, Optional<Query>> known = new HashMap<>();

  Related(Server server) {
    this(server, MAX_OTHERS);
  }

  Related(Server server, int maxOthers) {
    this.server = server;
    this.maxOthers = maxOthers;
  }

  @Override
  public Optional<Query> of(Others others) {
    var before = known.get(others);
    if (before == null) {
      before = find(others);
      known.put(others, before);
    }
    return before;
  }

  private Optional<Query> find(Others others) {
    var query = others.query();
    var count =
        server.search(
            others.kind(),
            Searches.of(query).withMaxResults(0).withTrackTotalHitsUpTo(maxOthers + 1).build());
    return count.getTotalHits() > maxOthers
        ? Optional.empty()
        : Optional.of(named(new Groups(server).instances(others.kind(), query)));
  }

  private static Query named(List<Long> instances) {
    return Clauses.oneOf(Mappings.INSTANCE, instances);
  }

  /// Whether there was something of which there is too much.
  boolean isIncomplete() {
    return known.values().stream().anyMatch(Optional::isEmpty);
  }

  /// The same among these instances, whatever there is.
  Conditions.Instances among(List<Long> instances) {
    var these = named(instances);
    return others -> {
      var few = known.get(others);
      return few != null && few.isPresent()
          ? few
          : Optional.of(
              named(
                  new Groups(server)
                      .instances(others.kind(), Clauses.all(List.of(these, others.query())))));
    };
  }
}
