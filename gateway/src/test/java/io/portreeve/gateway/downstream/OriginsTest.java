package io.portreeve.gateway.downstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.http.HttpFields;
import io.portreeve.gateway.http.HttpRequest;
import io.portreeve.gateway.http.Peer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** B2: the defence against DNS rebinding. */
class OriginsTest {
  @ParameterizedTest
  @CsvSource({
    "evil.example, http://evil.example, false",
    "evil.example, '', false",
    "localhost, http://evil.example, false",
    "localhost, null, false",
    "localhost, file://, false",
    "localhost.evil.example, '', false",
    "localhost, http://localhost.evil.example, false",
    "localhost, http://localhost@evil.example, false",
    "evil.example:80, http://localhost, false",
    "'', '', false",
    "localhost, '', true",
    "LOCALHOST:8080, '', true",
    "127.0.0.1:1, http://127.0.0.1:6274, true",
    "[::1]:1, http://[::1], true"
  })
  void loopback_answersOnlyItself(String host, String origin, boolean allowed) {
    assertThat(Origins.loopback().allow(request(host, origin))).isEqualTo(allowed);
  }

  @ParameterizedTest
  @CsvSource({
    "mcp.example, https://app.example, true",
    "mcp.example:443, '', true",
    "mcp.example, HTTPS://APP.EXAMPLE, true",
    "mcp.example, http://app.example, false",
    "mcp.example, https://app.example.evil.example, false",
    "mcp.example, https://mcp.example, false",
    "mcp.example, http://localhost, false",
    "localhost, '', false"
  })
  void namedHosts_answerOnlyNamedPages(String host, String origin, boolean allowed) {
    Origins origins = new Origins(Set.of("mcp.example"), Set.of("https://app.example"));

    assertThat(origins.allow(request(host, origin))).isEqualTo(allowed);
  }

  @Test
  void oneForeignOriginAmongSeveral_isForeign() {
    HttpFields fields =
        HttpFields.of("host", "localhost", "origin", "http://localhost").with("x", "y");
    HttpFields both =
        HttpFields.builder()
            .add("host", "localhost")
            .add("origin", "http://localhost")
            .add("origin", "http://evil.example")
            .build();

    assertThat(Origins.loopback().allow(request(fields))).isTrue();
    assertThat(Origins.loopback().allow(request(both))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "evil.example, http://worse.example, host `evil.example`",
    "localhost, http://Evil.example, origin `http://evil.example`",
    "'', '', host ``"
  })
  void strangers_areNamedForTheOperator(String host, String origin, String told) {
    assertThat(Origins.loopback().stranger(request(host, origin))).contains(told);
  }

  @Test
  void nameThatIsTooLong_isCut() {
    assertThat(Origins.loopback().stranger(request("e".repeat(10_000), "")).orElseThrow())
        .hasSize("host ``".length() + 255);
  }

  private static HttpRequest request(String host, String origin) {
    HttpFields.Builder fields = HttpFields.builder();
    if (!host.isEmpty()) {
      fields.add("host", host);
    }
    if (!origin.isEmpty()) {
      fields.add("origin", origin);
    }
    return request(fields.build());
  }

  private static HttpRequest request(HttpFields fields) {
    InetSocketAddress here = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
    return new HttpRequest(
        "POST", "/mcp", "", fields, new byte[0], new Peer(here, here, List.of(), false));
  }
}
