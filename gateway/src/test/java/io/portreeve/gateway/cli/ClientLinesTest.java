package io.portreeve.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.config.Configurations;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientLinesTest {
  /** What is printed is pasted, so it has to be a name that the gateway answers to. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[]                                  | http://127.0.0.1:8787/mcp",
        "[mcp.example.com, other.example]    | http://mcp.example.com:8787/mcp",
        "['mcp.example.com:8443']            | http://mcp.example.com:8443/mcp",
        "['[::1]']                           | http://[::1]:8787/mcp"
      })
  void address_isOneThatIsAnswered(String allowed, String url) {
    var configuration =
        Configurations.of(
            "data: ./data\nservers: {a: {command: [x]}}\nhttp: {allowed-hosts: %s}\n"
                .formatted(allowed));

    assertThat(
            ClientLines.urls(
                configuration, new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 8787)))
        .containsValue(url);
  }
}
