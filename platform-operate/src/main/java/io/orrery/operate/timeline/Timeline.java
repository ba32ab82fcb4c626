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

  /// The first moments behind a position.
  List<Moment> after(long position, int limit) {
    return moments(Filter.Operator.GT, position, false, limit);
  }

  /// The last moments up to a position, in their order.
  List<Moment> upTo(long position, int limit) {
    return moments(Filter.Operator.LTE, position, true, limit).reversed();
  }

  Optional<Moment> first() {
    return search(START, Filter.Operator.GT, -1, false, 1).stream()
        .findFirst()
        .map(Moment::startOf);
  }

  Optional<Moment> last() {
    return moments(Filter.Operator.GT, -1, true, 1).stream().findFirst();
  }

  private List<Moment> moments(Filter.Operator side, long position, boolean descending, int limit) {
    var starts = search(START, side, position, descending, limit).stream().map(Moment::startOf);
    var ends =
        search(END, side, position, descending, limit).stream()
            .flatMap(one -> Moment.endOf(one).stream());
    var inOrder = Comparator.comparingLong(Moment::position);
    return Stream.concat(starts, ends)
        .sorted(descending ? inOrder.reversed() : inOrder)
        .limit(limit)
        .toList();
  }

  private List<ElementInstance> search(
      String field, Filter.Operator side, long position, boolean descending, int limit) {
    var filter =
        new Filter.And(
            List.of(
                Filter.eq("processInstanceKey", processInstanceKey),
                new Filter.Compare(field, side, position)));
    var sort = List.of(new Query.Sort(field, descending));
    return model
        .page(new Query<>(ElementInstance.class, filter, sort, limit, null, false, 0))
        .items();
  }
}
