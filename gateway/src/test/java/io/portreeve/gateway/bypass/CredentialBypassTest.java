package io.portreeve.gateway.bypass;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.rig.McpClient;
import io.portreeve.gateway.rig.Reply;
import io.portreeve.gateway.rig.RunningGateway;
import io.portreeve.testkit.server.HttpAsked;
import io.portreeve.testkit.server.ScriptedServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Credentials where nobody should find them: in logs, records, answers, and at servers. */
class CredentialBypassTest {
  private static final String TOKEN = "upstream-token-5f1d";

  /** Keeps everything that anybody logs, however fine. */
  private static final class Everything extends Handler {
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final SimpleFormatter formatter = new SimpleFormatter();

    @Override
    public void publish(LogRecord record) {
      lines.add(formatter.format(record));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  @Test
  void noCredential_appearsInLogsRecordsOrAnswers_norGoesToTheServer() throws Exception {
    Everything log = new Everything();
    log.setLevel(Level.ALL);
    Logger root = Logger.getLogger("");
    Level before = root.getLevel();
    root.setLevel(Level.ALL);
    root.addHandler(log);
    try (ScriptedServer server =
            ScriptedServer.start(Shop.script().on("prompts/get", turn -> turn.hangUp()));
        RunningGateway gateway =
            RunningGateway.inFrontOf(
                "url: \""
                    + server.url("/mcp")
                    + "\", era: modern, headers: {x-key: \"text:"
                    + TOKEN
                    + "\"}",
                RunningGateway.ALL,
                "audit: {values: full}")) {
      String key = gateway.key("anna", "staff");
      String answers = everyKindOfAnswer(new McpClient(gateway.url(), key), key);
      List<HttpAsked> asked = server.http().rest();
      String recorded = gateway.recorded().text();

      assertThat(asked).isNotEmpty().allMatch(it -> it.field("x-key").orElse("").equals(TOKEN));
      assertThat(asked.toString()).doesNotContain(key);
      assertThat(recorded).contains("anna").doesNotContain(key, TOKEN);
      assertThat(answers).doesNotContain(key, TOKEN);
      assertThat(log.lines).isNotEmpty();
      assertThat(String.join("\n", log.lines)).doesNotContain(key, TOKEN);
      assertThat(everythingIn(gateway.data())).doesNotContain(key, TOKEN);
    } finally {
      root.removeHandler(log);
      root.setLevel(before);
    }
  }

  private static String everyKindOfAnswer(McpClient client, String key) throws Exception {
    StringBuilder all = new StringBuilder();
    String list = McpClient.request("tools/list", "");
    for (Reply reply :
        List.of(
            client.tools(),
            client.call("look", "{}"),
            client.call("none", "{}"),
            client.ask("prompts/get", "'name':'greet'"),
            client.ask("x/y", ""),
            client.send("POST", "{"),
            client.send("POST", list, "authorization", "Bearer " + key + "x"),
            client.send("POST", list, "authorization", "Basic " + key),
            client.send("POST", list, "authorization", key),
            client.send("POST", list, "origin", "http://" + key + ".example"))) {
      all.append(reply);
    }
    return all.toString();
  }

  private static String everythingIn(Path data) throws Exception {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      }
    }
    return all.toString();
  }
}
