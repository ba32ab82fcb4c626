package io.orrery.engine.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each file is a script and, below `----`, all that happened when it was run. `-Dgolden=update`
/// writes down what happens now.
class TranscriptTest {

  private static final Path DIRECTORY = Path.of("src/test/resources/transcripts");
  private static final String LINE = "----";

  static Stream<String> transcripts() throws IOException {
    try (var files = Files.list(DIRECTORY)) {
      return files
          .map(it -> it.getFileName().toString())
          .filter(it -> it.endsWith(".txt"))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("transcripts")
  void happensAsWrittenDown(String name) throws IOException {
    var file = DIRECTORY.resolve(name);
    var before = Files.readAllLines(file);
    var at = before.indexOf(LINE);
    var script = at < 0 ? before : before.subList(0, at);

    var happened = new Transcript(DIRECTORY).run(script);

    List<String> now = new ArrayList<>(script);
    now.add(LINE);
    now.addAll(happened);
    if ("update".equals(System.getProperty("golden"))) {
      Files.write(file, now);
    }
    assertThat(String.join("\n", now)).isEqualTo(String.join("\n", Files.readAllLines(file)));
  }
}
