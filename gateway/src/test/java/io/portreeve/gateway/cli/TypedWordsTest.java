package io.portreeve.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a message tells to type stands in backticks, in which no screen breaks it. */
class TypedWordsTest {
  private static final List<String> PROGRAMS =
      List.of("openssl rand", "openssl pkcs8", "chmod ", "mkdir -p", "umask 077");

  @Test
  void commandOfAnotherProgram_isInBackticks() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(Path.of("src", "main", "java"))) {
      files = all.filter(file -> file.toString().endsWith(".java")).toList();
    }

    assertThat(files).hasSizeGreaterThan(500);
    for (Path file : files) {
      assertThat(Files.readAllLines(file))
          .as(file.toString())
          .filteredOn(line -> line.contains("\"") && PROGRAMS.stream().anyMatch(line::contains))
          .allMatch(line -> line.contains("`") || line.contains("\"chmod "));
    }
  }
}
