package io.orrery.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the script that brings up Elasticsearch for development says when it cannot fetch it.
class ElasticsearchScriptTest {

  private static final int SECONDS = 180;

  private final Path script =
      Repository.here().root().resolve("deploy/standalone/src/main/dist/elasticsearch");

  @TempDir private Path folder;

  /// What it printed, and its exit code.
  private record Outcome(int code, String output) {}

  private Outcome fetch(String path) throws IOException, InterruptedException {
    return run(path, "fetch", folder.resolve("fetched").toString());
  }

  private Outcome run(String path, String... arguments) throws IOException, InterruptedException {
    var command = new java.util.ArrayList<>(List.of(script.toString()));
    command.addAll(List.of(arguments));
    var output = folder.resolve("output.txt");
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(output.toFile());
    builder.environment().put("PATH", path);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    var process = builder.start();
    assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
    return new Outcome(process.exitValue(), Files.readString(output));
  }

  /// A path with all that the script needs, and a Maven that does this.
  private String withMaven(String does) throws IOException {
    var bin = Files.createDirectories(folder.resolve("bin"));
    var maven = Files.writeString(bin.resolve("mvn"), "#!/bin/sh\n" + does + "\n");
    assertThat(maven.toFile().setExecutable(true)).isTrue();
    return bin + ":" + System.getenv("PATH");
  }

  @Test
  void runsNothingThatIsNotWhatItKnows() throws Exception {
    var maven = withMaven("echo other > download/elasticsearch-9.5.3.zip");
    var outcome = fetch(maven);

    assertThat(outcome.output())
        .contains("Fetching Elasticsearch 9.5.3 through Maven")
        .contains("not Elasticsearch 9.5.3 as it is known: its sha256 is");
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(folder.resolve("fetched/elasticsearch-9.5.3")).doesNotExist();
  }

  @Test
  void saysWhatMavenSaidWhenItCannotFetchIt() throws Exception {
    var outcome = fetch(withMaven("echo '[ERROR] no such artifact'; exit 1"));

    assertThat(outcome.output()).contains("[ERROR] no such artifact", "it could not be fetched");
    assertThat(outcome.code()).isEqualTo(1);
  }

  @Test
  void showsHowFarItIs() throws Exception {
    var outcome =
        fetch(
            withMaven(
                "printf 'Progress (1): 0.5/132 MB\\rProgress (1): 12/132 MB\\rProgress (1): 13/132"
                    + " MB\\rProgress (1): 40.1/132 MB\\n'"));

    assertThat(outcome.output())
        .contains("12/132 MB", "40.1/132 MB")
        .doesNotContain("0.5/132", "13/132");
  }

  @Test
  void saysHowItIsUsed() throws Exception {
    assertThat(run(System.getenv("PATH"), "dance").output()).contains("usage: elasticsearch fetch");
  }
}
