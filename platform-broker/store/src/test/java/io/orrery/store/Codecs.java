package io.orrery.store;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;

/// Keys and values for tests.
final class Codecs {

  static final ValueCodec<String> TEXT =
      new ValueCodec<>() {
        @Override
        public byte[] encode(String value) {
          return value.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String decode(byte[] bytes) {
          return new String(bytes, StandardCharsets.UTF_8);
        }

        @Override
        public int weight(String value) {
          return value.length();
        }
      };

  static final KeyCodec<Place> PLACE =
      KeyCodec.composite(
          (writer, place) -> writer.writeString(place.queue()).writeLong(place.number()),
          reader -> new Place(reader.readString(), reader.readLong()));

  static final TableSpec<Long, String> POINTS = TableSpec.point("po", KeyCodec.LONG, TEXT);
  static final TableSpec<Place, String> PLACES = TableSpec.ordered("pl", PLACE, TEXT);
  static final TableSpec<Long, Boolean> MARKS =
      TableSpec.ordered("ma", KeyCodec.LONG, ValueCodec.PRESENCE);

  private Codecs() {}

  /// A place in a queue, as indexes of jobs have it.
  record Place(String queue, long number) implements Comparable<Place> {

    private static final Comparator<Place> ORDER =
        Comparator.comparing(Place::queue).thenComparingLong(Place::number);

    @Override
    public int compareTo(Place other) {
      return ORDER.compare(this, other);
    }
  }
}
