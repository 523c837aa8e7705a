package io.portreeve.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.audit.AuditFilter;
import io.portreeve.gateway.audit.AuditReader;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.Configurations;
import io.portreeve.gateway.keys.KeyRequest;
import io.portreeve.gateway.keys.SecretSource;
import io.portreeve.gateway.store.Acceptance;
import io.portreeve.gateway.store.DataDirectory;
import io.portreeve.gateway.store.SqliteOptions;
import io.portreeve.gateway.store.SqliteStore;
import io.portreeve.gateway.store.Store;
import io.portreeve.testkit.Eventually;
import io.portreeve.testkit.server.Script;
import io.portreeve.testkit.server.ScriptedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A program that is made of a package known to be bad is not even started. */
@Timeout(120)
class QuarantinedServerTest {
  private static final String TOOLS =
      "{'resultType':'complete','ttlMs':0,'cacheScope':'private',"
          + "'tools':[{'name':'add','inputSchema':{'type':'object'}}]}";
  private static final String ADVISORY =
      """
      {"id": "GHSA-1", "database_specific": {"severity": "CRITICAL"}, "affected": [
        {"package": {"ecosystem": "npm", "name": "bad"}, "versions": ["1.0.0"]}]}
      """;

  @TempDir private Path directory = Path.of("");

  private final HttpClient client = HttpClient.newHttpClient();
  private final ScriptedServer other =
      ScriptedServer.start(
          Script.modern("{'tools':{}}").on("tools/list", turn -> turn.result(TOOLS)));
  private String key = "";

  @BeforeEach
  void layOut() throws IOException {
    Path app = Files.createDirectory(directory.resolve("app"));
    var _ =
        Files.writeString(
            app.resolve("package-lock.json"),
            "{\"packages\":{\"node_modules/bad\":{\"version\":\"1.0.0\"}}}");
    var _ = Files.writeString(app.resolve("server.sh"), "touch started; sleep 60\n");
    Path osv = Files.createDirectory(directory.resolve("osv"));
    var _ = Files.writeString(osv.resolve("GHSA-1.json"), ADVISORY);
  }

  @AfterEach
  void stop() {
    client.close();
    other.close();
  }

  @Test
  void withoutQuarantine_theProgramIsStarted() throws Exception {
    try (Gateway gateway = start("never")) {
      gateway.look();

      Eventually.holds("it is started", this::isStarted);
    }
  }

  @Test
  void withQuarantine_theProgramIsNeverStarted_andTheOtherServerIsServed() throws Exception {
    try (Gateway gateway = start("critical")) {
      gateway.look();

      assertThat(list(gateway)).contains("other__add");
      Eventually.holds("all were looked at", () -> recorded("\"event\":\"finding\""));
      assertThat(isStarted()).isFalse();
    }
    assertThat(recorded("server-quarantined", "\"server\":\"app\"")).isTrue();
    assertThat(recorded("\"reason\":\"server-quarantined\"")).isTrue();
  }

  @Test
  void acceptance_releasesTheServer_whileTheGatewayRuns() throws Exception {
    try (Gateway gateway = start("critical")) {
      Eventually.holds("the quarantine is on record", () -> recorded("server-quarantined"));
      accept(finding());

      Eventually.holds("the program is started", () -> isStartedBy(gateway));
    }
  }

  @Test
  void reload_beginsAnew_andHoldsWhatIsFoundThen() throws Exception {
    try (Gateway gateway = start("never")) {
      gateway.reload(configuration("critical"));

      assertThat(list(gateway)).contains("other__add");
      assertThat(isStarted()).isFalse();
    }
  }

  @Test
  void startWithoutAdvisories_releasesNothing_untilALookCanTell() throws Exception {
    start("critical").close();
    Path away = Files.move(directory.resolve("osv"), directory.resolve("away"));
    try (Gateway gateway = start("critical")) {
      assertThat(list(gateway)).contains("other__add");
      assertThat(isStarted()).isFalse();
    }
    var _ = Files.move(away, directory.resolve("osv"));
    var _ = Files.writeString(directory.resolve("app/package-lock.json"), "{\"packages\":{}}");
    start("critical").close();
    var _ = Files.move(directory.resolve("osv"), away);

    try (Gateway gateway = start("critical")) {
      Eventually.holds("it was seen to be mended", () -> isStartedBy(gateway));
    }
  }

  /** Nobody could have told that it is bad, so nothing is remembered. */
  @Test
  void startWithoutAdvisories_startsWhatWasNotInQuarantine() throws Exception {
    var _ = Files.move(directory.resolve("osv"), directory.resolve("away"));

    try (Gateway gateway = start("critical")) {
      Eventually.holds("it is started", () -> isStartedBy(gateway));
    }
  }

  @Test
  void acceptance_releasesWhatWasRemembered_too() throws Exception {
    start("critical").close();
    var _ = Files.move(directory.resolve("osv"), directory.resolve("away"));
    accept(finding());

    try (Gateway gateway = start("critical")) {
      Eventually.holds("it is started", () -> isStartedBy(gateway));
    }
  }

  private boolean isStartedBy(Gateway gateway) {
    try {
      var _ = list(gateway);
      return isStarted();
    } catch (Exception failed) {
      throw new AssertionError(failed);
    }
  }

  private boolean isStarted() {
    return Files.exists(directory.resolve("app/started"));
  }

  private String finding() {
    return records().stream()
        .filter(one -> one.contains("\"event\":\"server-quarantined\""))
        .map(one -> one.replaceAll(".*\"finding\":\"([^\"]+)\".*", "$1"))
        .findFirst()
        .orElseThrow();
  }

  private void accept(String finding) {
    DataDirectory data = DataDirectory.open(directory.resolve("data"));
    try (Store store = SqliteStore.open(data, SqliteOptions.defaults())) {
      store.acceptances().accept(new Acceptance(finding, "anna", "a test", Instant.now()));
    }
  }

  private boolean recorded(String... parts) {
    return records().stream().anyMatch(one -> List.of(parts).stream().allMatch(one::contains));
  }

  private List<String> records() {
    try {
      return new AuditReader(directory.resolve("data").resolve("audit"))
          .last(1000, AuditFilter.all()).stream().map(one -> one.json().toString()).toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private Gateway start(String quarantine) throws Exception {
    Gateway gateway =
        Gateway.start(configuration(quarantine), new SecretSource(_ -> Optional.empty()));
    key =
        gateway
            .keys()
            .create(new KeyRequest("anna", Set.of(), Map.of(), Optional.empty()))
            .text()
            .revealText();
    return gateway;
  }

  private Configuration configuration(String quarantine) {
    return Configurations.of(
        directory,
        """
        listen: 127.0.0.1:0
        data: ./data
        servers:
          app:
            command: [/bin/sh, server.sh]
            directory: ./app
            era: modern
            timeout: 1s
            start-timeout: 1s
            insecure-no-sandbox: true
          other: {url: "%s", era: modern}
        policy: {allow: [{name: all, tools: ["*"]}]}
        pinning: {first-seen: approve}
        scan: {osv: ./osv, quarantine-servers: %s}
        """
            .formatted(other.url("/mcp"), quarantine));
  }

  private String list(Gateway gateway) throws Exception {
    String body =
        """
        {"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"_meta":{
          "io.modelcontextprotocol/protocolVersion":"2026-07-28",
          "io.modelcontextprotocol/clientCapabilities":{}}}}
        """;
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + gateway.address().getPort() + "/mcp"))
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json, text/event-stream")
            .header("MCP-Protocol-Version", "2026-07-28")
            .header("Mcp-Method", "tools/list")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }
}
