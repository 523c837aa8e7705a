package io.portreeve.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.config.Configurations;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccessReportTest {
  @Test
  void callersWhoseClientIsNotNamed_areNotShown() {
    assertThat(callers("[\"certificate:ci\"]")).contains("as ci").doesNotContain("as cd", "stdio");
    assertThat(callers("[stdio]")).contains("over stdio").doesNotContain("as ci", "as cd");
  }

  private static String callers(String clients) {
    List<List<String>> rows =
        new AccessReport(
                Configurations.of(
                    """
                    data: /srv/data
                    tls: {certificate: file:c.pem, key: file:k.pem, client-certificates: required, client-ca: file:ca.pem}
                    servers: {files: {url: "https://files.example.com/mcp"}}
                    authentication:
                      clients: %s
                      client-certificates: [{uri: "spiffe://x/ci", principal: ci}, {uri: "spiffe://x/cd", principal: cd}]
                    """
                        .formatted(clients)))
            .callers();
    return rows.toString();
  }
}
