package io.portreeve.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.config.ConfigurationFile;
import io.portreeve.gateway.config.ConfigurationReload;
import io.portreeve.gateway.config.form.Overlay;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.Jsons;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the operator of a running gateway is told of a change of its file. */
class ReloadLoopTest {
  private static final String RIGHT = "data: ./data\nservers: {a: {command: [x]}}\n";

  @TempDir private Path directory = Path.of("");

  private final StringWriter err = new StringWriter();
  private final List<String> recorded = new ArrayList<>();
  private Path file = Path.of("");

  @BeforeEach
  void write() throws IOException {
    file = Files.writeString(directory.resolve("portreeve.yaml"), RIGHT);
  }

  private ReloadLoop loop(boolean json) {
    Terminal terminal = Ran.terminal(new StringWriter(), err, directory, Map.of());
    ConfigurationFile reader = ConfigurationOption.reader(terminal, file, true, Overlay.NONE);
    if (!(reader.read(file) instanceof ConfigurationFile.Outcome.Loaded loaded)) {
      throw new AssertionError("the file is right");
    }
    return new ReloadLoop(
        new EventLog(terminal, json),
        (event, fields) -> recorded.add(event + " " + fields),
        new ConfigurationReload(file, reader, loaded),
        _ -> Optional.empty());
  }

  private List<JsonObject> events() {
    return err.toString()
        .lines()
        .map(line -> (JsonObject) Jsons.read(line.getBytes(StandardCharsets.UTF_8)))
        .toList();
  }

  @Test
  void refusedChange_isAnEventOfItsOwn_andAWarning_withItsProblems() throws IOException {
    ReloadLoop loop = loop(true);
    Files.writeString(file, RIGHT + "polcy: {}\n");

    loop.look();

    assertThat(events()).hasSize(1);
    JsonObject event = events().getFirst();
    assertThat(event.string("event")).contains("configuration.refused");
    assertThat(event.string("severity")).contains("WARNING");
    assertThat(event.array("problems").orElseThrow().toString()).contains("polcy", "policy");
    assertThat(recorded).hasSize(1).first().asString().startsWith("configuration-refused");
  }

  @Test
  void changeInForce_isTold_andWhatItWeakensIsAWarning() throws IOException {
    ReloadLoop loop = loop(true);
    Files.writeString(file, RIGHT + "pinning: {first-seen: approve}\n");

    loop.look();
    loop.look();

    assertThat(events())
        .extracting(
            event -> event.string("severity").orElse("") + " " + event.string("event").orElse(""))
        .containsExactly("INFO configuration.reloaded", "WARNING configuration.weakened");
    assertThat(events().getLast().string("key")).contains("pinning.first-seen");
  }

  @Test
  void people_readTheProblemsAsLines_andThenWhatHolds() throws IOException {
    ReloadLoop loop = loop(false);
    Files.writeString(file, RIGHT + "polcy: {}\n");

    loop.look();

    assertThat(err.toString().lines())
        .hasSize(2)
        .last()
        .isEqualTo("portreeve: the configuration was not reloaded; the one in force stays");
  }
}
