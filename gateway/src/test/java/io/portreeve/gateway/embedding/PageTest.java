package io.portreeve.gateway.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the guide shows of Java is what the examples are compiled from. */
class PageTest {
  private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  @Test
  void pageShows_whatTheExamplesAreMadeOf() throws IOException {
    List<String> shown =
        BLOCK
            .matcher(Files.readString(Path.of("../docs/java.md")))
            .results()
            .map(block -> block.group(1))
            .toList();

    assertThat(shown).isNotEmpty().allSatisfy(block -> assertThat(sources()).contains(block));
  }

  private static String sources() {
    try (Stream<Path> files = Files.walk(Path.of("../examples/java"))) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .map(PageTest::text)
          .collect(Collectors.joining("\n"));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
