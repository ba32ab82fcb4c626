package io.orrery.systemtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The work tree as a reader sees it: without what is built, downloaded or stored at run time.
final class Repository {

  private static final Set<String> NOT_OURS =
      Set.of(".git", ".idea", ".vscode", "target", "node_modules", "data");
  private static final Set<String> TEXT =
      Set.of(
          "java",
          "md",
          "xml",
          "yml",
          "yaml",
          "sh",
          "properties",
          "proto",
          "txt",
          "bpmn",
          "json",
          "feature",
          "ts",
          "tsx",
          "css",
          "html",
          "options",
          "run",
          "orrery");

  private final Path root;
  private final List<Path> files;

  private Repository(Path root, List<Path> files) {
    this.root = root;
    this.files = files;
  }

  static Repository here() {
    var root = Path.of("").toAbsolutePath();
    while (!Files.exists(root.resolve(".mvn"))) {
      root = root.getParent();
      if (root == null) {
        throw new IllegalStateException("not inside the repository");
      }
    }
    return new Repository(root, walk(root));
  }

  private static List<Path> walk(Path root) {
    var files = new ArrayList<Path>();
    try {
      Files.walkFileTree(
          root,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
              var skipped = NOT_OURS.contains(dir.getFileName().toString()) && !isPackage(dir);
              return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              files.add(file);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    files.sort(null);
    return List.copyOf(files);
  }

  private static boolean isPackage(Path dir) {
    return dir.toString().contains("/src/");
  }

  Path root() {
    return root;
  }

  Stream<Path> files() {
    return files.stream();
  }

  Stream<Path> textFiles() {
    return files().filter(file -> TEXT.contains(extension(file)));
  }

  Stream<Path> javaFiles() {
    return files().filter(file -> extension(file).equals("java"));
  }

  Stream<Path> mainJavaFiles() {
    return javaFiles().filter(file -> file.toString().contains("/src/main/java/"));
  }

  Stream<Path> documents() {
    return files().filter(file -> extension(file).equals("md"));
  }

  /// The folders that hold a pom with something to build in it.
  Stream<Path> modules() {
    return files()
        .filter(file -> file.endsWith("pom.xml"))
        .filter(pom -> !text(pom).contains("<packaging>pom</packaging>"))
        .map(Path::getParent);
  }

  String relative(Path file) {
    return root.relativize(file).toString();
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (MalformedInputException e) {
      throw new IllegalStateException(file + " is not UTF-8", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> lines(Path file) {
    return text(file).lines().toList();
  }

  private static String extension(Path file) {
    var name = file.getFileName().toString();
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
