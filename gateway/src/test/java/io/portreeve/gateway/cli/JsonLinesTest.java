package io.portreeve.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonLinesTest {
  @TempDir private Path directory = Path.of("");

  private final StringWriter err = new StringWriter();

  private String format(String logger, Level level, String text) {
    return format(logger, new LogRecord(level, text));
  }

  private String format(String logger, LogRecord told) {
    told.setLoggerName(logger);
    told.setInstant(Ran.NOW);
    return JsonLines.of(Ran.terminal(new StringWriter(), err, directory, Map.of())).format(told);
  }

  private static JsonObject read(String line) {
    assertThat(line.lines()).hasSize(1);
    return (JsonObject) Jsons.read(line.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void line_isAnObject_withAnEventByName() {
    String line = format("io.portreeve.audit.disk", Level.WARNING, "see `portreeve audit verify`");

    assertThat(read(line))
        .hasToString(
            "{\"time\":\"2026-11-23T12:00:00Z\",\"severity\":\"WARNING\",\"event\":\"audit.disk\","
                + "\"text\":\"see `portreeve audit verify`\"}");
  }

  /** Whoever could end a line could write others that look like ours. */
  @Test
  void hostileText_staysInItsLine_andIsNotObeyed() {
    String line =
        format(
            "io.portreeve.servers.state", Level.INFO, "x\n{\"event\":\"forged\"}\u001b[2J\u202e");

    assertThat(line).doesNotContain("\u001b", "\u202e");
    assertThat(read(line).string("text")).contains("x\n{\"event\":\"forged\"}\u001b[2J\u202e");
  }

  @Test
  void fault_isInTheLine_withItsTrace() {
    LogRecord told = new LogRecord(Level.SEVERE, "a request failed");
    told.setThrown(new IOException("scripted"));
    JsonObject line = read(format("io.portreeve.http.request-failed", told));

    assertThat(line.string("severity")).contains("ERROR");
    assertThat(line.string("fault")).contains("java.io.IOException");
    assertThat(line.string("trace").orElseThrow()).startsWith("java.io.IOException: scripted\n");
  }

  @Test
  void lineOfALibrary_namesItsLogger() {
    JsonObject line = read(format("org.flywaydb.core", Level.INFO, "migrated"));

    assertThat(line.string("event")).contains("library");
    assertThat(line.string("logger")).contains("org.flywaydb.core");
  }

  @Test
  void gatewayThatLogsJson_writesNothingElseToItsOperator() throws IOException {
    Files.writeString(
        directory.resolve("portreeve.yaml"),
        """
        listen: 127.0.0.1:0
        data: ./data
        servers: {files: {url: "http://127.0.0.1:9/mcp"}}
        log: {format: json}
        """);
    List<String> answers = new ArrayList<>();

    Ran ran =
        Ran.in(
            directory,
            Map.of(),
            running -> {
              answers.add("up");
              running.close();
            },
            "run");

    assertThat(answers).containsExactly("up");
    assertThat(
            ran.err().lines().map(JsonLinesTest::read).map(line -> line.string("event").orElse("")))
        .containsExactly("gateway.stopped");
  }
}
