package io.orrery.readmodel.sql;

import io.orrery.readmodel.document.Document;
import io.orrery.readmodel.schema.Field;
import io.orrery.readmodel.schema.Kind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Where documents of a kind are kept: a row for each, with a column for each field.
///
/// @param columns a column for each field, in the order of the fields
/// @param columnNames the names of all columns, as a query lists them
record Table<T extends Document>(Kind<T> kind, List<Column> columns, String columnNames) {

  private static final Map<Class<? extends Document>, Table<?>> ALL =
      Kind.known().stream().collect(Collectors.toUnmodifiableMap(Kind::type, Table::tableOf));

  static <T extends Document> Table<T> of(Class<T> type) {
    return of(Kind.of(type));
  }

  // A table is kept under the class of its documents.
  @SuppressWarnings("unchecked")
  static <T extends Document> Table<T> of(Kind<T> kind) {
    var table = (Table<T>) ALL.get(kind.type());
    if (table == null) {
      throw new IllegalArgumentException("there is no table of " + kind.name());
    }
    return table;
  }

  private static <T extends Document> Table<T> tableOf(Kind<T> kind) {
    var columns = kind.all().stream().map(Column::of).toList();
    return new Table<>(
        kind, columns, columns.stream().map(Column::name).collect(Collectors.joining(", ")));
  }

  String name() {
    return kind.name();
  }

  /// The class of the documents.
  Class<T> type() {
    return kind.type();
  }

  /// The column of a field.
  ///
  /// @throws io.orrery.readmodel.query.InvalidQueryException if there is no such field
  Column column(String field) {
    return column(kind.field(field));
  }

  Column column(Field field) {
    return columns.get(field.index());
  }

  /// The columns that name a document.
  List<Column> key() {
    return columns.subList(0, kind.keyLength());
  }

  /// The only column that names a document.
  ///
  /// @throws io.orrery.readmodel.query.InvalidQueryException if there are several
  Column onlyKey() {
    return column(kind.onlyKey());
  }

  /// The document of a row that has all columns, in their order.
  T read(ResultSet row) throws SQLException {
    var values = new @Nullable Object[columns.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = columns.get(i).get(row, i + 1);
    }
    return kind.fields().document(values);
  }
}
