package io.orrery.operate.timeline;

import io.orrery.readmodel.ReadModel;
import io.orrery.readmodel.document.ElementInstance;
import io.orrery.readmodel.query.Filter;
import io.orrery.readmodel.query.Query;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The moments of one instance in the order of their records.
record Timeline(ReadModel model, long processInstanceKey) {

  private static final String START = "startPosition";
  private static final String END = "endPosition";

  /// The moments behind a position.
  List<Moment> after(long position, int limit) {
    var starts = search(START, position, false, limit).stream().map(Moment::startOf);
    var ends =
        search(END, position, false, limit).stream().flatMap(one -> Moment.endOf(one).stream());
    return Stream.concat(starts, ends)
        .sorted(Comparator.comparingLong(Moment::position))
        .limit(limit)
        .toList();
  }

  Optional<Moment> first() {
    return search(START, -1, false, 1).stream().findFirst().map(Moment::startOf);
  }

  Optional<Moment> last() {
    var start = search(START, -1, true, 1).stream().map(Moment::startOf);
    var end = search(END, -1, true, 1).stream().flatMap(one -> Moment.endOf(one).stream());
    return Stream.concat(start, end).max(Comparator.comparingLong(Moment::position));
  }

  private List<ElementInstance> search(String field, long after, boolean descending, int limit) {
    var filter =
        new Filter.And(
            List.of(
                Filter.eq("processInstanceKey", processInstanceKey),
                new Filter.Compare(field, Filter.Operator.GT, after)));
    var sort = List.of(new Query.Sort(field, descending));
    return model
        .search(new Query<>(ElementInstance.class, filter, sort, limit, null, false, 0))
        .items();
  }
}
