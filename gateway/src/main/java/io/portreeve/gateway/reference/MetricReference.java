package io.portreeve.gateway.reference;

import io.portreeve.gateway.tables.Rows;
import java.util.List;

/** Every metric that Prometheus or a collector is told. */
final class MetricReference {
  static final String TABLE = "metrics.txt";
  private static final String PROMETHEUS = "prometheus";
  private static final String OTLP = "otlp";

  private static final String HEAD =
      """
      # Metrics

      What a monitor can be told. Printed by `portreeve help --reference metrics`; do not edit.

      ## For Prometheus

      At `/metrics` of the [listener for monitors](../operations.md#watching-it), in Prometheus' text format 0.0.4 or as OpenMetrics 1.0.0.
      Counters grow until the process ends. A reload keeps what was counted, and forgets servers that are gone. `server` and `endpoint` are your
      own names for them; no label holds a secret, or a name of a user, a tool or a client, or anything that a client or a server wrote.
      """;

  private static final String WORDS =
      """

      `asked` is one of `tool-call`, `prompt`, `resource`, `completion`, `list`, `discovery`, `stream`, `cancellation`; a request that goes to
      several servers counts at each. `reason` is a [reason](reasons.md), of `portreeve_http_refusals_total` the bound that was broken. `severity`
      is `low`, `medium`, `high` or `critical`. Buckets of durations go from 1 ms to a minute.
      """;

  private static final String TOLD =
      """

      ## For a collector

      Over OTLP/HTTP, where [`telemetry.otlp`](../observability.md#durations) is set: histograms from 10 ms to 5 minutes, cumulative since the
      start. Beyond 2,000 kinds, what comes is counted together under `otel.metric.overflow`. What the attributes say is told
      [there](../observability.md#attributes).
      """;

  private MetricReference() {}

  static String markdown() {
    return HEAD + table(PROMETHEUS) + WORDS + TOLD + table(OTLP);
  }

  private static MarkdownTable table(String whom) {
    var table = new MarkdownTable("metric", "type", "unit", "labels", "what it says");
    for (List<String> row : Rows.of(MetricReference.class, TABLE)) {
      if (row.get(0).equals(whom)) {
        table.row(
            "`" + row.get(1) + "`",
            row.get(2),
            row.get(3),
            MarkdownTable.names(row.get(4)),
            row.get(5));
      }
    }
    return table;
  }
}
