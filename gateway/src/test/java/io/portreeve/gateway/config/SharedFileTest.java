package io.portreeve.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.config.form.Overlay;
import io.portreeve.gateway.config.form.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedFileTest {
  @TempDir private Path directory = Path.of("");

  @Test
  void configurationThatEverybodyMayWrite_isRefused_withTheCommandThatMendsIt() throws IOException {
    Path file = file("rw-r--rw-");

    assertThat(problems(file))
        .extracting(problem -> problem.render("p.yaml"))
        .containsExactly("p.yaml: may be written by others; run `chmod go-w '" + file + "'`");
  }

  @Test
  void configurationThatOthersMayOnlyRead_isRead() throws IOException {
    assertThat(problems(file("rw-r--r--"))).isEmpty();
    assertThat(problems(file("rw-------"))).isEmpty();
  }

  @Test
  void groupOfTheOwnersOwnName_isTheOwner() throws IOException {
    Path file = file("rw-rw-r--");
    boolean own =
        Files.getOwner(file)
            .getName()
            .equals(
                Files.readAttributes(file, java.nio.file.attribute.PosixFileAttributes.class)
                    .group()
                    .getName());

    assertThat(problems(file)).hasSize(own ? 0 : 1);
  }

  private Path file(String permissions) throws IOException {
    Path file = directory.resolve("p.yaml");
    Files.writeString(file, "data: ./data\nservers: {a: {command: [x]}}\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  private static List<Problem> problems(Path file) {
    return switch (new ConfigurationFile(Texts.SURROUNDINGS, Overlay.NONE).read(file)) {
      case ConfigurationFile.Outcome.Loaded _ -> List.of();
      case ConfigurationFile.Outcome.Refused(List<Problem> found) -> found;
    };
  }
}
