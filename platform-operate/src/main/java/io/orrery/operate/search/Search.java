package io.orrery.operate.search;

import io.orrery.readmodel.document.Document;
import io.orrery.readmodel.query.Filter;
import io.orrery.readmodel.query.Query;
import java.util.List;

/// A search that has been read and understood.
public record Search<T extends Record>(
    Kind<T> kind, Filter filter, List<Query.Sort> sort, PageRequest page) {

  public Search {
    sort = List.copyOf(sort);
  }

  /// The same, only among those that this filter accepts too.
  public Search<T> within(Filter more) {
    return new Search<>(kind, new Filter.And(List.of(more, filter)), sort, page);
  }

  /// The same as a question to the read model.
  public static <D extends Record & Document> Query<D> query(Search<D> search) {
    var page = search.page();
    return new Query<>(
        search.kind().type(),
        search.filter(),
        search.sort(),
        page.limit(),
        page.cursor(),
        page.backward(),
        page.from());
  }
}
