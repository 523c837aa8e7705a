package io.portreeve.gateway.telemetry;

import java.time.Instant;
import java.util.List;

/**
 * Puts durations into requests of OTLP ({@code metrics.proto}); the numbers are those of its
 * fields. They are cumulative: one request that is lost costs nothing but time.
 */
final class OtlpMetrics {
  private static final int CUMULATIVE = 2;

  private OtlpMetrics() {}

  /** An ExportMetricsServiceRequest of all that was counted until now. */
  static byte[] of(Otlp otlp, Durations durations, Instant now) {
    Protobuf scoped =
        new Protobuf()
            .message(1, otlp.scope())
            .message(
                2,
                metric(
                    "mcp.server.operation.duration",
                    durations.counted(Span.Kind.SERVER),
                    durations,
                    now))
            .message(
                2,
                metric(
                    "mcp.client.operation.duration",
                    durations.counted(Span.Kind.CLIENT),
                    durations,
                    now));
    Protobuf resources = new Protobuf().message(1, otlp.ofUs()).message(2, scoped);
    return new Protobuf().message(1, resources).toBytes();
  }

  private static Protobuf metric(
      String name, List<Durations.Counted> counted, Durations durations, Instant now) {
    Protobuf histogram = new Protobuf();
    counted.forEach(one -> histogram.message(1, point(one, durations.since(), now)));
    histogram.number(2, CUMULATIVE);
    return new Protobuf().text(1, name).text(3, "s").message(9, histogram);
  }

  private static Protobuf point(Durations.Counted counted, Instant since, Instant now) {
    Protobuf point =
        new Protobuf()
            .fixed64(2, Otlp.nanos(since))
            .fixed64(3, Otlp.nanos(now))
            .fixed64(4, counted.count())
            .alternative(5, counted.sum())
            .packed(6, counted.counts().stream().mapToLong(Long::longValue))
            .packed(7, Durations.BOUNDS.stream().mapToLong(Double::doubleToRawLongBits));
    return Otlp.attributes(point, 9, counted.key().attributes());
  }
}
