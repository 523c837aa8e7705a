package io.portreeve.gateway.operations;

import io.portreeve.gateway.metrics.Counts;
import io.portreeve.gateway.metrics.Measured;
import io.portreeve.gateway.metrics.MetricFamily;
import io.portreeve.gateway.metrics.MetricsPage;
import io.portreeve.guard.Judgement;
import io.portreeve.guard.Reason;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/** What was counted of exchanges and servers, as a monitor reads it. */
public record MeterPage(Meters meters) implements Measured {
  private static final String SERVER = "server";
  private static final String REASON = "reason";

  @Override
  public void measure(MetricsPage page) {
    Map<String, ServerMeter> servers = meters.servers();
    decisions(page, servers);
    endings(page, servers);
    durations(page, servers);
    answers(page, servers);
    doors(page);
    states(page, servers);
    oddities(page, servers);
    meters.findings().measure(page);
  }

  private static void decisions(MetricsPage page, Map<String, ServerMeter> servers) {
    MetricFamily family =
        page.counter("portreeve_decisions", "Requests that were judged, and recorded as this");
    servers.forEach((id, server) -> {
      server.forwarded.each((asked, count) ->
          family.sample(
              count, SERVER, id, "asked", asked.word(), "verdict", "forward", REASON, ""));
      server.refused.forEach((asked, reasons) ->
          reasons.each((reason, count) ->
              family.sample(
                  count,
                  SERVER,
                  id,
                  "asked",
                  asked.word(),
                  "verdict",
                  Judgement.Refused.word(reason),
                  REASON,
                  reason.wire())));
    });
  }

  private static void endings(MetricsPage page, Map<String, ServerMeter> servers) {
    MetricFamily family = page.counter("portreeve_exchanges", "Exchanges that ended so");
    servers.forEach((id, server) ->
        server.endings.forEach((asked, endings) ->
            endings.each((ending, count) ->
                family.sample(count, SERVER, id, "asked", asked.word(), "ending", ending.wire()))));
  }

  private static void durations(MetricsPage page, Map<String, ServerMeter> servers) {
    MetricFamily family =
        page.histogram(
            "portreeve_exchange_duration_seconds",
            "How long exchanges took from the request to the end, streams that listen left out");
    servers.forEach((id, server) -> family.sample(server.durations, SERVER, id));
  }

  private static void answers(MetricsPage page, Map<String, ServerMeter> servers) {
    MetricFamily messages =
        page.counter("portreeve_server_messages", "Messages of servers that were judged");
    servers.forEach((id, server) -> messages.sample(server.messages.sum(), SERVER, id));
    MetricFamily judged =
        page.counter(
            "portreeve_server_message_verdicts",
            "What controls said of messages of servers, passes left out but those that alert");
    servers.forEach((id, server) ->
        server.judged.forEach((kind, reasons) -> {
          String verdict = kind.name().toLowerCase(Locale.ROOT);
          reasons.each((reason, count) ->
              judged.sample(count, SERVER, id, "verdict", verdict, REASON, reason.wire()));
        }));
  }

  private void doors(MetricsPage page) {
    MetricFamily away =
        page.counter(
            "portreeve_turned_away", "Messages that were refused before there was an exchange");
    reasons(away, meters.turnedAway);
    MetricFamily refused =
        page.counter(
            "portreeve_http_refusals", "Connections and requests that broke a bound of HTTP");
    meters.refusals.each((refusal, count) ->
        refused.sample(count, REASON, refusal.name().toLowerCase(Locale.ROOT).replace('_', '-')));
    var _ =
        page.counter("portreeve_http_faults", "Requests that failed and that nobody answered")
            .sample(meters.faults.sum());
  }

  private static void states(MetricsPage page, Map<String, ServerMeter> servers) {
    MetricFamily up =
        page.gauge("portreeve_server_up", "Whether the server answered when it was asked last");
    servers.forEach((id, server) -> server.up().ifPresent(one -> up.sample(one, SERVER, id)));
    MetricFamily failures =
        page.counter(
            "portreeve_server_failures",
            "Requests that the server did not answer, or not by the protocol");
    servers.forEach((id, server) -> failures.sample(server.failures.sum(), SERVER, id));
  }

  private static void oddities(MetricsPage page, Map<String, ServerMeter> servers) {
    MetricFamily odd =
        page.counter("portreeve_server_oddities", "What servers do that no server should");
    servers.forEach((id, server) ->
        server.oddities.each((what, count) -> odd.sample(count, SERVER, id, "what", what.wire())));
    MetricFamily incidents =
        page.counter(
            "portreeve_program_incidents", "What programs of servers tried and were kept from");
    servers.forEach((id, server) -> reasons(incidents, server.incidents, SERVER, id));
  }

  private static void reasons(MetricFamily family, Counts<Reason> counts, String... labels) {
    counts.each((reason, count) -> {
      String[] all = Arrays.copyOf(labels, labels.length + 2);
      all[labels.length] = REASON;
      all[labels.length + 1] = reason.wire();
      var _ = family.sample(count, all);
    });
  }
}
