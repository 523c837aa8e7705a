package io.portreeve.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each file under {@code wrong} is a configuration, a line of dashes, and every message that it
 * earns.
 */
class WrongFilesTest {
  private static final String LINE = "----------\n";

  static Stream<Path> wrong() throws IOException, URISyntaxException {
    Path directory =
        Path.of(Objects.requireNonNull(WrongFilesTest.class.getResource("wrong")).toURI());
    try (Stream<Path> files = Files.list(directory)) {
      return files.sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void file_withProblems_earnsExactlyItsMessages(Path file) throws IOException {
    String text = Files.readString(file);
    int line = text.lastIndexOf(LINE);
    List<String> expected = text.substring(line + LINE.length()).lines().toList();

    assertThat(expected).isNotEmpty();
    assertThat(Texts.wrong(text.substring(0, line))).isEqualTo(expected);
  }
}
