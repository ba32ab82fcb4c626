package io.orrery.protocol.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.protocol.Command;
import io.orrery.protocol.Event;
import io.orrery.protocol.Rejection;
import io.orrery.protocol.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What stands in the log can be read for ever: a wire id is never used for something else, and a
/// component is never changed, only added in a record of its own.
class WireIdsTest {

  private static final Path GOLDEN = Path.of("src/test/resources/wire-ids.txt");

  @Test
  void areWhatTheyWere() throws IOException {
    var now = Records.describe();
    if ("update".equals(System.getProperty("golden"))) {
      Files.write(GOLDEN, now);
    }
    assertThat(now)
        .as("wire ids and components; rewrite %s with -Dgolden=update if that is meant", GOLDEN)
        .isEqualTo(Files.readAllLines(GOLDEN));
  }

  @Test
  void existForEverythingThatCanBeInTheLog() {
    var expected = new ArrayList<Class<?>>();
    collect(Command.class, expected);
    collect(Event.class, expected);
    collect(Response.class, expected);
    expected.add(Rejection.class);

    assertThat(WireIds.all().values()).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(expected).allMatch(Class::isRecord);
  }

  private static void collect(Class<?> type, List<Class<?>> found) {
    if (!type.isSealed()) {
      found.add(type);
      return;
    }
    for (var each : type.getPermittedSubclasses()) {
      collect(each, found);
    }
  }

  @Test
  void havePlacesForEachKind() {
    WireIds.all()
        .forEach((id, type) -> {
          if (Response.class.isAssignableFrom(type)) {
            assertThat(id).isGreaterThanOrEqualTo(192);
          } else if (Event.class.isAssignableFrom(type)) {
            assertThat(id).isBetween(64, 191);
          } else {
            assertThat(id).isBetween(1, 63);
          }
        });
  }
}
