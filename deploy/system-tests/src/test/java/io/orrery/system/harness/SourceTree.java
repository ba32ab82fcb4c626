package io.orrery.system.harness;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/// Where the sources lie, and the models beside them that no one here wrote.
public final class SourceTree {

  private SourceTree() {}

  public static Path root() {
    var root = Path.of("").toAbsolutePath();
    while (!Files.exists(root.resolve(".mvn"))) {
      root = root.getParent();
      if (root == null) {
        throw new IllegalStateException("not inside the repository");
      }
    }
    return root;
  }

  /// A folder of the models that lie beside the repository; the test is skipped where they do not.
  public static Path sharedModels(String folder) {
    var models = root().resolveSibling("shared").resolve("bpmn").resolve(folder);
    assumeTrue(
        Files.isDirectory(models),
        "The folder ../shared/bpmn/" + folder + " with models of others is not here");
    return models;
  }
}
