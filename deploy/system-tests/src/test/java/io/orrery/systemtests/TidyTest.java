package io.orrery.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What no compiler checks but every reader sees.
class TidyTest {

  private static final int MAX_FILE_LINES = 400;
  private static final int MAX_METHOD_LINES = 40;
  private static final int MAX_README_LINES = 60;
  private static final int MIN_README_PARAGRAPHS = 3;

  private static final Set<String> TOP_LEVEL =
      Set.of(
          "pom.xml",
          "platform-broker",
          "platform-gateway",
          "platform-operate",
          "platform-starter",
          "frontend",
          "deploy",
          "docs",
          "README.md",
          "LICENSE",
          "CONTRIBUTING.md",
          "CHANGELOG.md",
          ".ci",
          ".mvn",
          ".editorconfig",
          ".gitignore",
          "orrery");
  // Put together here, so that the rule does not find itself.
  private static final Pattern LATER = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|X" + "XX)\\b");
  private static final Pattern MACHINE_PATH =
      Pattern.compile("(?<![\\w.$}/])/(?:work|root|home|Users)/\\w");
  private static final Pattern DOCUMENTED_PATH =
      Pattern.compile("`((?:platform-|frontend|deploy/|docs/|\\.ci|\\.mvn|\\./)[\\w./-]*)");
  private static final Pattern DOCUMENTED_TEST = Pattern.compile("`([A-Z]\\w+Test)`");
  private static final Pattern LINK = Pattern.compile("]\\((?!https?:|#|mailto:)([^)#\\s]+)");

  private final Repository repository = Repository.here();

  @Test
  void theTopLevelHoldsWhatTheDesignNamesAndNothingElse() {
    assertThat(repository.files().map(file -> firstName(file)).distinct()).isSubsetOf(TOP_LEVEL);
  }

  private String firstName(Path file) {
    return repository.root().relativize(file).getName(0).toString();
  }

  @Test
  void noJavaFileIsTooLong() {
    assertThat(repository.javaFiles().filter(it -> Repository.lines(it).size() > MAX_FILE_LINES))
        .as("files of more than %d lines", MAX_FILE_LINES)
        .isEmpty();
  }

  @Test
  void noMethodIsTooLong() {
    assertThat(JavaSource.methods(repository))
        .isNotEmpty()
        .filteredOn(method -> method.bodyLines() > MAX_METHOD_LINES)
        .as("methods of more than %d lines", MAX_METHOD_LINES)
        .isEmpty();
  }

  @Test
  void everyPackageSaysWhatItIsForAndIsNullMarked() {
    var folders = repository.mainJavaFiles().map(Path::getParent).distinct();

    assertThat(folders.map(dir -> dir.resolve("package-info.java")))
        .isNotEmpty()
        .allSatisfy(file -> assertThat(file).exists())
        .allSatisfy(file ->
            assertThat(Repository.text(file))
                .containsPattern("\\A(///|/\\*\\*) ?\\S?")
                .contains("@NullMarked"));
  }

  @Test
  void nothingIsPutOffInAComment() {
    assertThat(linesThat(repository.textFiles(), line -> LATER.matcher(line).find())).isEmpty();
  }

  @Test
  void nothingNamesAPathOfSomebodysMachine() {
    assertThat(linesThat(repository.textFiles(), line -> MACHINE_PATH.matcher(line).find()))
        .isEmpty();
  }

  @Test
  void everySuppressedWarningHasAReasonBesideIt() {
    assertThat(repository.javaFiles().flatMap(this::unexplainedSuppressions)).isEmpty();
  }

  private Stream<String> unexplainedSuppressions(Path file) {
    var lines = Repository.lines(file);
    return IntStream.range(0, lines.size())
        .filter(i -> lines.get(i).strip().startsWith("@SuppressWarnings("))
        .filter(i -> !lines.get(i).contains("//"))
        .filter(i -> i == 0 || !lines.get(i - 1).strip().startsWith("//"))
        .mapToObj(i -> repository.relative(file) + ":" + (i + 1));
  }

  @Test
  void everyModuleIntroducesItselfInAShortReadme() {
    var readmes = repository.modules().map(module -> module.resolve("README.md"));

    assertThat(readmes)
        .isNotEmpty()
        .allSatisfy(readme -> {
          assertThat(readme).exists();
          assertThat(Repository.lines(readme)).hasSizeLessThanOrEqualTo(MAX_README_LINES);
          assertThat(paragraphs(readme)).hasSizeGreaterThanOrEqualTo(MIN_README_PARAGRAPHS);
        });
  }

  private static List<String> paragraphs(Path readme) {
    return Stream.of(Repository.text(readme).split("\\n\\s*\\n"))
        .filter(block -> !block.startsWith("#") && !block.isBlank())
        .toList();
  }

  @Test
  void documentsNameOnlyModulesAndFilesThatExist() {
    assertThat(repository.documents().flatMap(this::danglingPaths)).isEmpty();
  }

  private Stream<String> danglingPaths(Path document) {
    return DOCUMENTED_PATH
        .matcher(Repository.text(document))
        .results()
        .map(match -> match.group(1))
        .filter(name -> !exists(document, name) && !artifacts().contains(name))
        .map(name -> repository.relative(document) + " names " + name);
  }

  @Test
  void linksOfDocumentsLeadSomewhere() {
    assertThat(
            repository
                .documents()
                .flatMap(document ->
                    LINK.matcher(Repository.text(document))
                        .results()
                        .map(match -> match.group(1))
                        .filter(name -> !Files.exists(document.resolveSibling(name)))
                        .map(name -> repository.relative(document) + " links to " + name)))
        .isEmpty();
  }

  @Test
  void documentsNameOnlyTestsThatExist() {
    var tests =
        repository
            .javaFiles()
            .map(file -> file.getFileName().toString().replace(".java", ""))
            .collect(Collectors.toSet());

    assertThat(
            repository
                .documents()
                .flatMap(document -> DOCUMENTED_TEST.matcher(Repository.text(document)).results())
                .map(match -> match.group(1)))
        .isSubsetOf(tests);
  }

  private boolean exists(Path document, String name) {
    return Files.exists(repository.root().resolve(name))
        || Files.exists(document.resolveSibling(name));
  }

  private Set<String> artifacts() {
    return repository
        .modules()
        .map(module -> repository.relative(module).replace('/', '-'))
        .collect(Collectors.toSet());
  }

  private Stream<String> linesThat(Stream<Path> files, Predicate<String> condition) {
    return files.flatMap(file -> {
      var lines = Repository.lines(file);
      return IntStream.range(0, lines.size())
          .filter(i -> condition.test(lines.get(i)))
          .mapToObj(i -> repository.relative(file) + ":" + (i + 1) + " " + lines.get(i).strip());
    });
  }
}
