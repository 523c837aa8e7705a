package io.portreeve.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditShowCommandTest {
  @TempDir private Path directory = Path.of("");

  @Test
  void whichConfigurationIsMeant_isSaidOnce() throws IOException {
    Path kept = directory.resolve(Quickstart.KEPT);
    Files.createDirectories(kept.getParent());
    Files.writeString(
        kept, "data: '" + directory.resolve("data") + "'\nservers: {files: {command: [x]}}\n");
    Files.createDirectories(directory.resolve("data").resolve("audit"));

    Ran ran = Ran.in(directory, "audit", "show");

    assertThat(ran.out()).isEqualTo("no such record\n");
    assertThat(ran.err().lines()).singleElement().asString().contains("this is the quickstart's");
  }
}
