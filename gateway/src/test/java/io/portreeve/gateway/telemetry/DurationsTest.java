package io.portreeve.gateway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.resource.v1.Resource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DurationsTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final long NANOS = 1_767_225_600_000_000_000L;

  private final Durations durations = new Durations(START);

  private void add(Span.Kind side, long millis, Attribute... attributes) {
    durations.add(
        new Span(
            new SpanRef("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"),
            Optional.empty(),
            "",
            side,
            "tools/call",
            START,
            START.plusMillis(millis),
            List.of(attributes),
            List.of(),
            false));
  }

  private ExportMetricsServiceRequest written() throws Exception {
    Otlp otlp = new Otlp(List.of(Name.SERVICE.is("front")), "1.2");
    return ExportMetricsServiceRequest.parseFrom(
        OtlpMetrics.of(otlp, durations, START.plusSeconds(60)));
  }

  private static KeyValue text(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  private static Metric metric(String name, HistogramDataPoint... points) {
    return Metric.newBuilder()
        .setName(name)
        .setUnit("s")
        .setHistogram(
            Histogram.newBuilder()
                .addAllDataPoints(List.of(points))
                .setAggregationTemporality(
                    AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE))
        .build();
  }

  private static HistogramDataPoint point(double sum, List<Long> counts, KeyValue... attributes) {
    return HistogramDataPoint.newBuilder()
        .setStartTimeUnixNano(NANOS)
        .setTimeUnixNano(NANOS + 60_000_000_000L)
        .setCount(counts.stream().mapToLong(Long::longValue).sum())
        .setSum(sum)
        .addAllBucketCounts(counts)
        .addAllExplicitBounds(Durations.BOUNDS)
        .addAllAttributes(List.of(attributes))
        .build();
  }

  @Test
  void durations_areWritten_asOpenTelemetryWritesThem() throws Exception {
    add(Span.Kind.SERVER, 10, Name.METHOD.is("tools/call"), Name.EXCHANGE.is("x-1"));
    add(Span.Kind.SERVER, 150, Name.METHOD.is("tools/call"), Name.EXCHANGE.is("x-2"));
    add(Span.Kind.SERVER, 400_000, Name.METHOD.is("tools/call"));
    add(Span.Kind.CLIENT, 0, Name.METHOD.is("tools/list"), Name.ERROR.is("tool_error"));

    assertThat(written())
        .isEqualTo(
            ExportMetricsServiceRequest.newBuilder()
                .addResourceMetrics(
                    ResourceMetrics.newBuilder()
                        .setResource(
                            Resource.newBuilder().addAttributes(text("service.name", "front")))
                        .addScopeMetrics(
                            ScopeMetrics.newBuilder()
                                .setScope(
                                    InstrumentationScope.newBuilder()
                                        .setName("io.portreeve")
                                        .setVersion("1.2"))
                                .addMetrics(
                                    metric(
                                        "mcp.server.operation.duration",
                                        point(
                                            400.16,
                                            List.of(
                                                1L, 0L, 0L, 0L, 1L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L,
                                                0L, 1L),
                                            text("mcp.method.name", "tools/call"))))
                                .addMetrics(
                                    metric(
                                        "mcp.client.operation.duration",
                                        point(
                                            0,
                                            List.of(
                                                1L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L,
                                                0L, 0L),
                                            text("mcp.method.name", "tools/list"),
                                            text("error.type", "tool_error"))))))
                .build());
  }

  /** A server may define more tools than anybody has memory for. */
  @Test
  void kindsBeyondTheBound_areCountedAsOne() {
    for (int i = 0; i < Durations.MOST + 50; i++) {
      add(Span.Kind.SERVER, 1, Name.TOOL.is("tool" + i));
    }

    List<Durations.Counted> all = durations.counted(Span.Kind.SERVER);
    assertThat(all).hasSize(Durations.MOST + 1);
    assertThat(all)
        .filteredOn(one -> one.key().attributes().equals(List.of(Name.OVERFLOW.is("true"))))
        .singleElement()
        .satisfies(one -> assertThat(one.count()).isEqualTo(50));
  }

  @Test
  void clockThatWasSetBack_countsAsNothing() {
    add(Span.Kind.SERVER, -Duration.ofHours(1).toMillis(), Name.METHOD.is("tools/call"));

    assertThat(durations.counted(Span.Kind.SERVER).getFirst().sum()).isZero();
  }
}
