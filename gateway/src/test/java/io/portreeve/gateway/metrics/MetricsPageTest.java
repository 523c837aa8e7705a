package io.portreeve.gateway.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MetricsPageTest {
  private static String text(MetricsFormat format) {
    MetricsPage page = new MetricsPage(format);
    var _ = page.counter("cakes", "Cakes that were baked").sample(3, "kind", "plum").sample(0);
    var _ = page.gauge("oven_celsius", "How hot it is").sample(180.5);
    var _ = page.gauge("guests", "Nobody came");
    return new String(page.toBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void prometheus_hasTheEndingOfACounterInItsHead() {
    assertThat(text(MetricsFormat.PROMETHEUS))
        .isEqualTo(
            """
            # HELP cakes_total Cakes that were baked
            # TYPE cakes_total counter
            cakes_total{kind="plum"} 3
            cakes_total 0
            # HELP oven_celsius How hot it is
            # TYPE oven_celsius gauge
            oven_celsius 180.5
            # HELP guests Nobody came
            # TYPE guests gauge
            """);
    StrictPage read = StrictPage.ofPrometheus(text(MetricsFormat.PROMETHEUS));
    assertThat(read.types()).containsEntry("cakes_total", "counter");
  }

  @Test
  void openMetrics_hasItInTheSamplesOnly_andAnEnd() {
    assertThat(text(MetricsFormat.OPEN_METRICS))
        .startsWith(
            """
            # HELP cakes Cakes that were baked
            # TYPE cakes counter
            cakes_total{kind="plum"} 3
            """)
        .endsWith("\n# EOF\n");
    StrictPage read = StrictPage.ofOpenMetrics(text(MetricsFormat.OPEN_METRICS));
    assertThat(read.value("cakes_total{kind=\"plum\"}")).isEqualTo(3);
  }

  /** Ids of servers need no escapes; what stands here one day may. */
  @Test
  void labelThatWouldBreakOutOfItsQuotes_isEscaped() {
    MetricsPage page = new MetricsPage(MetricsFormat.PROMETHEUS);
    var _ = page.gauge("cakes", "Cakes").sample(1, "kind", "a\"} 7\ncakes{kind=\"b\\");

    StrictPage read = StrictPage.ofPrometheus(new String(page.toBytes(), StandardCharsets.UTF_8));
    assertThat(read.samples()).containsOnlyKeys("cakes{kind=\"a\\\"} 7\\ncakes{kind=\\\"b\\\\\"}");
  }

  @Test
  void histogram_countsUpwards_andEndsWithAll() {
    Histogram histogram = new Histogram();
    histogram.add(Duration.ofMillis(1));
    histogram.add(Duration.ofMillis(30));
    histogram.add(Duration.ofHours(1));
    histogram.add(Duration.ofMillis(-5));
    MetricsPage page = new MetricsPage(MetricsFormat.OPEN_METRICS);
    var _ = page.histogram("wait_seconds", "How long").sample(histogram, "of", "a");

    StrictPage read = StrictPage.ofOpenMetrics(new String(page.toBytes(), StandardCharsets.UTF_8));
    assertThat(read.value("wait_seconds_bucket{of=\"a\",le=\"0.001\"}")).isEqualTo(2);
    assertThat(read.value("wait_seconds_bucket{of=\"a\",le=\"0.025\"}")).isEqualTo(2);
    assertThat(read.value("wait_seconds_bucket{of=\"a\",le=\"0.05\"}")).isEqualTo(3);
    assertThat(read.value("wait_seconds_bucket{of=\"a\",le=\"60.0\"}")).isEqualTo(3);
    assertThat(read.value("wait_seconds_bucket{of=\"a\",le=\"+Inf\"}")).isEqualTo(4);
    assertThat(read.value("wait_seconds_count{of=\"a\"}")).isEqualTo(4);
    assertThat(read.value("wait_seconds_sum{of=\"a\"}")).isEqualTo(3600.031);
  }

  /** A monitor refuses a page on which a family stands twice, and all of it. */
  @Test
  void familyThatStandsThereAlready_isAFault() {
    MetricsPage page = new MetricsPage(MetricsFormat.PROMETHEUS);
    var _ = page.gauge("cakes", "Cakes");

    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> page.counter("cakes", "Cakes again"));
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> page.gauge("more-cakes", "No name"));
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> page.gauge("more_cakes", "A line\nand another"));
  }
}
