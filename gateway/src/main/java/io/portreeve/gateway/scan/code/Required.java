package io.portreeve.gateway.scan.code;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files of its own package that code asks for by their names, where Node runs them as code
 * whatever they are called. Names that code makes are not seen.
 */
final class Required {
  private static final Pattern REQUIRE =
      Pattern.compile("\\brequire\\s{0,9}\\(\\s{0,9}[\"'`](\\.{1,2}/[^\"'`\\n]{1,200})[\"'`]");

  /** A module with an unknown ending is refused by Node, and one without any is run. */
  private static final Pattern IMPORT =
      Pattern.compile(
          "\\b(?:from|import)\\s{0,9}\\(?\\s{0,9}[\"'](\\.{1,2}/(?:[^\"'\\n]{0,200}/)?[^\"'./\\n]{1,200})[\"']");

  private static final Pattern MAIN =
      Pattern.compile("\"main\"\\s{0,9}:\\s{0,9}\"([^\"\\n]{1,200})\"");

  private Required() {}

  /** Those that a file names; they need not be there. */
  static List<Path> by(Path file, String text, boolean manifest) {
    var all = new ArrayList<Path>();
    for (Pattern pattern : manifest ? List.of(MAIN) : List.of(REQUIRE, IMPORT)) {
      Matcher found = pattern.matcher(text);
      while (found.find()) {
        beside(file, found.group(1)).ifPresent(all::add);
      }
    }
    return all;
  }

  private static Optional<Path> beside(Path file, String name) {
    try {
      return Optional.of(file.resolveSibling(name).normalize());
    } catch (InvalidPathException noName) {
      return Optional.empty();
    }
  }
}
