package io.portreeve.gateway.sandbox;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds programs as a shell would, and what was installed together with them. */
final class Programs {
  private static final List<String> BESIDE_BIN = List.of("bin", "lib", "conf", "share");
  private static final List<String> MARKS_OF_A_PACKAGE =
      List.of("package.json", "node_modules", "pyproject.toml", "pyvenv.cfg");

  /** What a folder {@code lib} has in it that belongs to a language and its packages. */
  private static final Pattern OF_A_LANGUAGE =
      Pattern.compile("modules|node_modules|python3.*|ruby");

  private Programs() {}

  /** Where it is: a name with a slash is a path, any other is looked up in {@code PATH}. */
  static Optional<Path> find(String name, Map<String, String> environment) {
    if (name.contains("/")) {
      return Optional.of(Path.of(name)).filter(Programs::runnable);
    }
    return folders(environment)
        .map(folder -> folder.resolve(name))
        .filter(Programs::runnable)
        .findFirst();
  }

  /**
   * What belongs to a program or script: the file itself, what was installed with it where it lies
   * in a folder {@code bin}, and the package that it is part of.
   */
  static Stream<Path> with(Path file) {
    return with(file, Path.of(System.getProperty("user.home")));
  }

  static Stream<Path> with(Path file, Path home) {
    try {
      Path real = file.toRealPath();
      Path folder = real.getParent();
      Stream<Path> installed =
          folder != null && folder.endsWith("bin") && isInstallation(folder, Profile.real(home))
              ? BESIDE_BIN.stream().map(folder::resolveSibling)
              : Stream.empty();
      return Stream.of(Stream.of(real), installed, packageOf(real).stream()).flatMap(each -> each);
    } catch (IOException gone) {
      return Stream.empty();
    }
  }

  /**
   * Whether what lies beside a folder {@code bin} was installed with what is in it. In a home that
   * is so of a language's own folder; others hold what each program of the user keeps there.
   */
  private static boolean isInstallation(Path bin, Path home) {
    Path parent = bin.getParent();
    if (parent == null || !parent.startsWith(home)) {
      return true;
    }
    if (parent.equals(home) || parent.equals(home.resolve(".local"))) {
      return false;
    }
    try (Stream<Path> inside = Files.list(parent.resolve("lib"))) {
      return inside.anyMatch(
          path -> OF_A_LANGUAGE.matcher(String.valueOf(path.getFileName())).matches());
    } catch (IOException none) {
      return false;
    }
  }

  /** Packages of Node need those that were installed beside them. */
  private static Optional<Path> packageOf(Path file) {
    return folders(file)
        .filter(folder -> folder.endsWith("node_modules"))
        .reduce((_, outer) -> outer)
        .or(() -> folders(file).filter(Programs::isPackage).findFirst());
  }

  private static boolean isPackage(Path folder) {
    return !isShared(folder)
        && MARKS_OF_A_PACKAGE.stream().anyMatch(mark -> Files.exists(folder.resolve(mark)));
  }

  /**
   * A home is no package, whatever lies in it, nor is a folder that everybody may put a mark into.
   */
  static boolean isShared(Path folder) {
    try {
      return Path.of(System.getProperty("user.home")).toRealPath().startsWith(folder)
          || Files.getPosixFilePermissions(folder).contains(PosixFilePermission.OTHERS_WRITE);
    } catch (IOException unknown) {
      return true;
    }
  }

  private static Stream<Path> folders(Path file) {
    return Stream.iterate(file.getParent(), folder -> folder != null, Path::getParent);
  }

  /** An empty entry of {@code PATH} means the working directory to a shell, and nothing to us. */
  private static Stream<Path> folders(Map<String, String> environment) {
    return Arrays.stream(environment.getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .filter(folder -> !folder.isEmpty())
        .map(Path::of);
  }

  private static boolean runnable(Path path) {
    return Files.isRegularFile(path) && Files.isExecutable(path);
  }
}
