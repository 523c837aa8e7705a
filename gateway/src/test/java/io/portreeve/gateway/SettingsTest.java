package io.portreeve.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.Configurations;
import io.portreeve.gateway.http.ListenerOptions;
import io.portreeve.gateway.http.PoolOptions;
import io.portreeve.gateway.keys.SecretSource;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
  @TempDir private Path directory = Path.of("");

  @Test
  void connectionsOfTheConfiguration_boundTheListener() throws Exception {
    ListenerOptions few = Settings.listener(configuration("connections: 7"), noSecrets());

    assertThat(few.maxConnections()).isEqualTo(7);
    assertThat(few.maxRequests()).isEqualTo(7);
  }

  @Test
  void everyStreamThatOnePrincipalMayOpen_findsAConnectionToTheServer() {
    PoolOptions pool =
        Settings.pool(configuration("concurrent: 100, streams: 9000, connections: 12000"));

    assertThat(pool.maxPerDestination()).isGreaterThanOrEqualTo(9100);
    assertThat(pool.maxConnections()).isGreaterThanOrEqualTo(12_000);
  }

  @Test
  void smallLimits_leaveThePoolAsItIs() {
    PoolOptions pool = Settings.pool(configuration("concurrent: 1, streams: 0"));

    assertThat(pool.maxPerDestination()).isEqualTo(PoolOptions.defaults().maxPerDestination());
  }

  private static SecretSource noSecrets() {
    return new SecretSource(_ -> Optional.empty());
  }

  private Configuration configuration(String limits) {
    String text =
        """
        data: ./data
        servers: {demo: {url: "http://127.0.0.1:1/mcp"}}
        limits: {%s}
        """
            .formatted(limits);
    return Configurations.of(directory, text);
  }
}
