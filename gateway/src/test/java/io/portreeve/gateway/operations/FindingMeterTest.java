package io.portreeve.gateway.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.metrics.MetricsFormat;
import io.portreeve.gateway.metrics.MetricsPage;
import io.portreeve.gateway.metrics.StrictPage;
import io.portreeve.gateway.scan.finding.Finding;
import io.portreeve.gateway.scan.finding.Rule;
import io.portreeve.gateway.scan.finding.Severity;
import io.portreeve.guard.Mitigation;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FindingMeterTest {
  private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

  private final FindingMeter meter = new FindingMeter();

  FindingMeterTest() {
    meter.serving(List.of("files", "mail"));
  }

  private static Finding finding(String server, Severity severity, String subject) {
    Rule rule =
        new Rule(
            "a-rule",
            "is bad",
            severity,
            Mitigation.CONTINUOUS_SCANNING,
            "mend it",
            Optional.empty(),
            false,
            false,
            List.of(),
            List.of());
    return new Finding(rule, server, subject, "evidence");
  }

  private StrictPage page() {
    MetricsPage page = new MetricsPage(MetricsFormat.PROMETHEUS);
    meter.measure(page);
    return StrictPage.ofPrometheus(new String(page.toBytes(), StandardCharsets.UTF_8));
  }

  private double now(String server, String severity) {
    return page().value(labelled("portreeve_findings", server, severity));
  }

  private double fresh(String server, String severity) {
    return page().value(labelled("portreeve_findings_new_total", server, severity));
  }

  private static String labelled(String name, String server, String severity) {
    return "%s{server=\"%s\",severity=\"%s\"}".formatted(name, server, severity);
  }

  /** A rule of an alert has to see the step from nothing to something. */
  @Test
  void beforeAScan_thereIsNothingOfEachSeverity() {
    assertThat(now("files", "critical")).isZero();
    assertThat(fresh("files", "critical")).isZero();
    assertThat(fresh("", "low")).isZero();
    assertThat(page().samples()).doesNotContainKey("portreeve_scan_end_timestamp_seconds");
  }

  @Test
  void newFindings_areCounted_byServerAndSeverity() {
    Finding old = finding("files", Severity.CRITICAL, "tool a");
    meter.found(List.of(old, finding("", Severity.LOW, "listen")), AT);
    assertThat(fresh("files", "critical")).isEqualTo(1);

    meter.found(List.of(old, finding("files", Severity.CRITICAL, "tool b")), AT);

    assertThat(now("files", "critical")).isEqualTo(2);
    assertThat(fresh("files", "critical")).isEqualTo(2);
    assertThat(now("", "low")).isZero();
    assertThat(fresh("", "low")).isEqualTo(1);
    assertThat(now("mail", "critical")).isZero();
    assertThat(page().value("portreeve_scan_end_timestamp_seconds")).isEqualTo(1767225600);
  }

  @Test
  void findingThatCameBack_isNewAgain() {
    List<Finding> one = List.of(finding("files", Severity.HIGH, "tool a"));
    meter.found(one, AT);
    meter.found(List.of(), AT);
    meter.found(one, AT);

    assertThat(fresh("files", "high")).isEqualTo(2);
  }

  @Test
  void serversThatAreGone_areForgotten_andTheRestIsKept() {
    Finding old = finding("files", Severity.HIGH, "tool a");
    meter.found(List.of(old, finding("mail", Severity.HIGH, "tool a")), AT);

    meter.serving(List.of("files"));
    meter.found(List.of(old, finding("mail", Severity.HIGH, "tool a")), AT);

    assertThat(page().samples().keySet()).noneMatch(name -> name.contains("mail"));
    assertThat(fresh("files", "high")).isEqualTo(1);
  }
}
