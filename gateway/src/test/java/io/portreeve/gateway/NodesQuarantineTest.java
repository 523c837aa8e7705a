package io.portreeve.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.Configurations;
import io.portreeve.gateway.http.AddressResolver;
import io.portreeve.gateway.keys.SecretSource;
import io.portreeve.gateway.scan.Held;
import io.portreeve.gateway.scan.Told;
import io.portreeve.gateway.store.NeedsPostgres;
import io.portreeve.gateway.store.PostgresServer;
import io.portreeve.mcp.ServerId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes that share a database, each before files of its own under the same server's name. */
@NeedsPostgres
class NodesQuarantineTest {
  private static final ServerId APP = new ServerId("app");
  private static final String BAD = "{\"packages\":{\"node_modules/bad\":{\"version\":\"1.0.0\"}}}";
  private static final String ADVISORY =
      """
      {"id": "GHSA-1", "database_specific": {"severity": "CRITICAL"}, "affected": [
        {"package": {"ecosystem": "npm", "name": "bad"}, "versions": ["1.0.0"]}]}
      """;

  private final PostgresServer.Database database = PostgresServer.shared().database();

  @TempDir private Path directory = Path.of("");

  @BeforeEach
  void layOut() throws IOException {
    for (String node : new String[] {"one", "other"}) {
      Files.createDirectories(directory.resolve(node).resolve("app"));
      Files.createDirectories(directory.resolve(node).resolve("osv"));
      Files.writeString(directory.resolve(node).resolve("osv/GHSA-1.json"), ADVISORY);
    }
    files("one", BAD);
    files("other", "{\"packages\":{}}");
  }

  private void files(String node, String lockFile) throws IOException {
    Files.writeString(directory.resolve(node).resolve("app/package-lock.json"), lockFile);
  }

  /** What holds the server of a node that starts, runs, and ends. */
  private Optional<String> holding(String node) throws Exception {
    Configuration configuration = configuration(node);
    SecretSource secrets = new SecretSource(_ -> Optional.empty());
    Held held = Held.of(configuration.scan());
    try (Vault vault = Vault.open(configuration, secrets, InstantSource.system());
        Scans scans = scans(configuration, vault, held)) {
      scans.holdServers();
      scans.scan();
      return held.servers().holding(APP);
    }
  }

  private Configuration configuration(String node) {
    return Configurations.of(
        directory.resolve(node),
        """
        data: ./data
        servers: {app: {command: [/bin/sh, server.sh], directory: ./app}}
        policy: {allow: [{name: all, tools: ["*"]}]}
        scan: {osv: ./osv, quarantine-servers: critical}
        """
            + database.lines(directory)[0]
            + "\n");
  }

  private static Scans scans(Configuration configuration, Vault vault, Held held) {
    return new Scans(
        configuration,
        vault.store(),
        vault.state().ofThisNode(vault.store()),
        vault.journal(),
        held,
        Scans.Running.untouched(),
        () -> {},
        AddressResolver.system(),
        (_, _) -> {},
        new Told(),
        _ -> {},
        Duration.ZERO);
  }

  @Test
  void nodeThatFindsNothing_releasesNothingOfAnothers_whoseNextLookCannotTell() throws Exception {
    Optional<String> finding = holding("one");
    assertThat(finding).isPresent();

    assertThat(holding("other")).isEmpty();

    files("one", "{");
    assertThat(holding("one")).isEqualTo(finding);
  }
}
