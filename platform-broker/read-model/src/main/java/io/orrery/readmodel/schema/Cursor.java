package io.orrery.readmodel.schema;

import io.orrery.readmodel.query.InvalidQueryException;
import io.orrery.readmodel.query.Query;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// Where a page begins or ends: the values of the order of one document, bound to the query whose
/// page it was.
final class Cursor {

  private static final int MAX_LENGTH = 1 << 20;

  private Cursor() {}

  /// @param values the values of the order; a state is a number, its place in the list of all
  static String write(Query<?> query, Order order, List<Object> values) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeLong(digest(query));
      for (int i = 0; i < values.size(); i++) {
        write(order.terms().get(i).field().type(), values.get(i), out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toByteArray());
  }

  private static void write(FieldType type, Object value, DataOutputStream out) throws IOException {
    switch (type) {
      case KEY, INSTANT, COUNT, STATE -> out.writeLong(((Number) value).longValue());
      case FLAG -> out.writeBoolean((Boolean) value);
      case TEXT, LONG_TEXT -> {
        var text = ((String) value).getBytes(StandardCharsets.UTF_8);
        out.writeInt(text.length);
        out.write(text);
      }
    }
  }

  /// The values of the order that the cursor stands for.
  ///
  /// @throws InvalidQueryException if it is the cursor of another query, or none at all
  static List<Object> read(Query<?> query, Order order, String cursor) {
    if (cursor.length() > MAX_LENGTH) {
      throw new InvalidQueryException("the cursor is longer than " + MAX_LENGTH + " characters");
    }
    try (var in =
        new DataInputStream(new ByteArrayInputStream(Base64.getUrlDecoder().decode(cursor)))) {
      if (in.readLong() != digest(query)) {
        throw new InvalidQueryException("the cursor '" + cursor + "' is of another query");
      }
      var values = new ArrayList<Object>();
      for (var term : order.terms()) {
        values.add(read(term.field().type(), in));
      }
      return values;
    } catch (IOException | IllegalArgumentException e) {
      throw new InvalidQueryException("'" + cursor + "' is not a cursor");
    }
  }

  private static Object read(FieldType type, DataInputStream in) throws IOException {
    return switch (type) {
      case KEY, INSTANT -> in.readLong();
      case COUNT, STATE -> (int) in.readLong();
      case FLAG -> in.readBoolean();
      case TEXT, LONG_TEXT -> {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
          throw new IOException("the text ends early");
        }
        yield new String(in.readNBytes(length), StandardCharsets.UTF_8);
      }
    };
  }

  private static long digest(Query<?> query) {
    return Texts.digest(query.kind().getSimpleName(), query.filter() + "\n" + query.sort());
  }
}
