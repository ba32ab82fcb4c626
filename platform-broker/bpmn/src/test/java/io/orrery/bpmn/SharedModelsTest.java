package io.orrery.bpmn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.orrery.bpmn.DeploymentResult.Accepted;
import io.orrery.bpmn.DeploymentResult.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Models that no one here wrote: each is taken, or refused with reasons that name elements.
class SharedModelsTest {

  private static final Path FOLDER = Path.of("shared", "bpmn");

  private static Path folder() {
    var at = Path.of(System.getProperty("user.dir")).toAbsolutePath();
    for (var parent = at; parent != null; parent = parent.getParent()) {
      if (Files.isDirectory(parent.resolve(FOLDER))) {
        return parent.resolve(FOLDER);
      }
    }
    return at.resolve(FOLDER);
  }

  private static List<Path> models() throws IOException {
    assumeTrue(Files.isDirectory(folder()), "the folder shared/bpmn is not beside the repository");
    try (var files = Files.walk(folder())) {
      return files.filter(file -> file.toString().endsWith(".bpmn")).sorted().toList();
    }
  }

  @TestFactory
  List<DynamicTest> eachModelIsTakenOrRefusedWithReasons() throws IOException {
    return models().stream()
        .map(file ->
            DynamicTest.dynamicTest(folder().relativize(file).toString(), () -> check(file)))
        .toList();
  }

  private static void check(Path file) throws IOException {
    var name = file.getFileName().toString();
    var text = Files.readString(file);
    switch (Models.read(List.of(Models.resource(name, text)))) {
      case Accepted accepted ->
          accepted
              .processes()
              .forEach(deployed ->
                  assertThat(Models.again(text, deployed.process().id()).elements())
                      .isEqualTo(deployed.process().elements()));
      case Refused refused -> {
        assertThat(refused.problems()).isNotEmpty();
        assertThat(refused.message()).startsWith("'" + name + "': ");
      }
    }
  }

  @TestFactory
  List<DynamicTest> theReferenceModelsAreRefusedWithReasonsWhenMadeExecutable() throws IOException {
    return models().stream()
        .filter(file -> file.toString().contains("miwg"))
        .map(file ->
            DynamicTest.dynamicTest(
                file.getFileName().toString(),
                () -> {
                  var text =
                      Files.readString(file)
                          .replace("isExecutable=\"false\"", "isExecutable=\"true\"");
                  assertThat(Models.problems(text))
                      .allSatisfy(problem -> assertThat(problem).startsWith("'test.bpmn': "));
                }))
        .toList();
  }

  @Test
  void takesTheModelsOfTheCompatibilityKit() throws IOException {
    var kit = models().stream().filter(file -> file.toString().contains("bpmn-tck")).toList();

    assertThat(kit)
        .allSatisfy(file -> {
          var resource = new Resource(file.getFileName().toString(), Files.readAllBytes(file));
          assertThat(Models.read(List.of(resource))).isInstanceOf(Accepted.class);
        });
  }
}
