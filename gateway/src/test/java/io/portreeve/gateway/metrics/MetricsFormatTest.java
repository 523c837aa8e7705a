package io.portreeve.gateway.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsFormatTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/openmetrics-text",
        "application/openmetrics-text; version=1.0.0",
        "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,application/openmetrics-text;version=0.0.1;q=0.5,text/plain;version=0.0.4;q=0.4,*/*;q=0.3",
        "text/plain;q=0.5, application/openmetrics-text;q=0.75",
      })
  void readerThatLikesOpenMetricsBest_getsIt(String accept) {
    assertThat(MetricsFormat.wanted(List.of(accept))).isEqualTo(MetricsFormat.OPEN_METRICS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*/*",
        "text/plain",
        "text/html,application/xhtml+xml,*/*;q=0.8",
        "application/openmetrics-text;version=0.0.1",
        "application/openmetrics-text;q=0",
        "application/openmetrics-text;q=0.2,text/plain;q=0.9",
        "application/json",
        ";;;,,,q=",
      })
  void everybodyElse_getsPrometheus(String accept) {
    assertThat(MetricsFormat.wanted(List.of(accept))).isEqualTo(MetricsFormat.PROMETHEUS);
  }

  @Test
  void severalFields_areOne() {
    assertThat(MetricsFormat.wanted(List.of("text/plain", "application/openmetrics-text;q=0.9")))
        .isEqualTo(MetricsFormat.PROMETHEUS);
    assertThat(MetricsFormat.wanted(List.of("text/plain;q=0.1", "application/openmetrics-text")))
        .isEqualTo(MetricsFormat.OPEN_METRICS);
    assertThat(MetricsFormat.wanted(List.of())).isEqualTo(MetricsFormat.PROMETHEUS);
  }
}
