package io.portreeve.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.Configurations;
import java.util.List;
import org.junit.jupiter.api.Test;

class TelemetryRowsTest {
  private static Configuration with(String telemetry) {
    return Configurations.of(
        "data: d\nservers: {mail: {url: \"https://mail.example/mcp\"}}\n" + telemetry);
  }

  @Test
  void collector_isShown_withHowMuchItIsTold() {
    Configuration some =
        with("telemetry: {otlp: {url: \"https://c.example:4318\", sampling: 5, peers: join}}");

    assertThat(TelemetryRows.of(some))
        .containsExactly(
            List.of(
                "https://c.example:4318",
                "is told of 5 of 100 exchanges as portreeve; part of clients' traces"));
    assertThat(TelemetryRows.json(some).orElseThrow())
        .hasToString(
            "{\"otlp\":\"https://c.example:4318\",\"service\":\"portreeve\",\"sampling\":5,"
                + "\"peers\":\"join\"}");
  }

  @Test
  void withoutOne_nothingIsShown() {
    assertThat(TelemetryRows.of(with(""))).isEmpty();
    assertThat(TelemetryRows.json(with(""))).isEmpty();
  }
}
