package io.portreeve.laws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The source tree that the laws are about, found from the build, whole: every module the root POM
 * names.
 */
public record Project(Path root) {

  /**
   * The project this build builds; the root comes from the build as the system property {@code
   * project.root}.
   */
  public static Project ofThisBuild() {
    String root = System.getProperty("project.root");
    if (root == null || !Files.isRegularFile(Path.of(root, "pom.xml"))) {
      throw new IllegalStateException("project.root does not name the project: " + root);
    }
    return new Project(Path.of(root));
  }

  /** The modules' directories, in the order in which the root POM builds them. */
  public List<String> modules() {
    return Pom.read(root.resolve("pom.xml")).modules();
  }

  /** Every Java file below {@code src} of every module, parsed. */
  public List<JavaFile> javaFiles() {
    Map<String, String> texts =
        modules().stream()
            .flatMap(module -> filesBelow(root.resolve(module).resolve("src")))
            .filter(file -> file.toString().endsWith(".java"))
            .collect(Collectors.toMap(this::relative, Project::text));
    return JavaParser.parse(texts);
  }

  /** The text of a file given relative to the root. */
  public String text(String path) {
    return text(root.resolve(path));
  }

  private String relative(Path file) {
    return root.relativize(file).toString().replace('\\', '/');
  }

  private static Stream<Path> filesBelow(Path directory) {
    if (!Files.isDirectory(directory)) {
      return Stream.empty();
    }
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(Files::isRegularFile).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
