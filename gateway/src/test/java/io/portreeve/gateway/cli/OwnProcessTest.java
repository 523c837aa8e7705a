package io.portreeve.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.config.Configuration;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a confined process can still do is tried where it is confined, by {@code OwnRights}. */
class OwnProcessTest {
  private static final Path STATUS = Path.of("/proc/self/status");

  @TempDir private Path directory = Path.of("");
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void writeConfiguration() throws IOException {
    Path file = directory.resolve("portreeve.yaml");
    Files.writeString(
        file,
        """
        listen: 127.0.0.1:0
        data: ./data
        servers: {files: {command: [files]}}
        insecure-all-rights: true
        """);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "stdio"})
  void commandThatServes_isConfinedBefore_orDoesNotServe(String command) {
    List<Configuration> confined = new ArrayList<>();
    int code =
        run(
            right -> {
              confined.add(right);
              throw new CommandFailure(ExitCode.UNAVAILABLE, "cannot give up our own rights", "x");
            },
            command);

    assertThat(code).isEqualTo(ExitCode.UNAVAILABLE.number());
    assertThat(confined).singleElement().matches(Configuration::startsPrograms);
    assertThat(err.toString()).contains("cannot give up our own rights");
    assertThat(directory.resolve("data")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"check", "keys list", "audit show"})
  void commandThatServesNobody_isNot(String command) {
    List<Configuration> confined = new ArrayList<>();
    int _ = run(confined::add, command.split(" "));

    assertThat(confined).isEmpty();
  }

  @Test
  void insecureAllRights_givesNothingUp() throws IOException {
    List<Configuration> confined = new ArrayList<>();
    int _ = run(confined::add, "stdio");
    String before = privileges();

    OwnProcess.ofProcess(Ran.terminal(out, err, directory, Map.of())).confine(confined.getFirst());

    assertThat(privileges()).isEqualTo(before);
  }

  private int run(OwnProcess ourselves, String... words) {
    return Portreeve.run(Ran.terminal(out, err, directory, Map.of()), _ -> {}, ourselves, words);
  }

  private static String privileges() throws IOException {
    if (Files.notExists(STATUS)) {
      return "no Linux";
    }
    return Files.readAllLines(STATUS).stream()
        .filter(line -> line.matches("(NoNewPrivs|Seccomp).*"))
        .toList()
        .toString();
  }
}
