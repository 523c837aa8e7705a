package io.portreeve.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandReferenceTest {
  @TempDir private Path directory;

  @Test
  void writtenReference_isCurrent() throws IOException {
    assertThat(Files.readString(Path.of("..", "docs", "reference", "commands.md")))
        .as("run: ./portreeve help --reference > docs/reference/commands.md")
        .isEqualTo(Ran.in(directory, "help", "--reference").out());
  }

  @Test
  void reference_hasEveryCommandThatIsShown_andNoneThatIsHidden() {
    assertThat(Ran.in(directory, "help", "--reference").out())
        .contains("\n## `portreeve run`\n", "\n## `portreeve policy replay`\n")
        .doesNotContain("exercise");
  }
}
