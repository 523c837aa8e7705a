package io.portreeve.gateway.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The blocks of code in what the project says of itself. */
final class Documentation {
  private static final Path ROOT = Path.of("..");

  private Documentation() {}

  /**
   * A block of code.
   *
   * @param where the file and the line of its first line
   * @param language what stands after the fence, or empty
   */
  record Block(String where, String language, List<String> lines) {
    String text() {
      return String.join("\n", lines) + "\n";
    }

    @Override
    public String toString() {
      return where;
    }
  }

  static List<Block> blocks() throws IOException {
    try (Stream<Path> below = Files.walk(ROOT.resolve("docs"))) {
      List<Path> files =
          Stream.concat(Stream.of(ROOT.resolve("README.md")), below)
              .filter(file -> file.toString().endsWith(".md"))
              .sorted()
              .toList();
      List<Block> blocks = new ArrayList<>();
      for (Path file : files) {
        blocks.addAll(blocks(file));
      }
      return blocks;
    }
  }

  private static List<Block> blocks(Path file) throws IOException {
    List<Block> blocks = new ArrayList<>();
    List<String> lines = Files.readAllLines(file);
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith("```")) {
        int begin = i + 1;
        for (i = begin; !lines.get(i).startsWith("```"); i++) {}
        blocks.add(
            new Block(
                ROOT.relativize(file) + ":" + (begin + 1),
                lines.get(begin - 1).substring(3),
                lines.subList(begin, i)));
      }
    }
    return blocks;
  }
}
