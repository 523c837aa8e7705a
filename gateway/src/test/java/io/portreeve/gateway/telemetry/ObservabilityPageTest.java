package io.portreeve.gateway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page names what is told, and nothing else. */
class ObservabilityPageTest {
  private static List<String> rows(String heading) throws IOException {
    return Files.readString(Path.of("..", "docs", "observability.md"))
        .transform(page -> page.substring(page.indexOf("\n## " + heading + "\n") + 1))
        .lines()
        .skip(1)
        .takeWhile(line -> !line.startsWith("## "))
        .filter(line -> line.startsWith("| `"))
        .map(line -> line.substring(3, line.indexOf('`', 3)))
        .toList();
  }

  @Test
  void attributes_areThoseThatThePageNames() throws IOException {
    assertThat(rows("Attributes"))
        .containsExactlyInAnyOrderElementsOf(Arrays.stream(Name.values()).map(Name::wire).toList());
  }
}
