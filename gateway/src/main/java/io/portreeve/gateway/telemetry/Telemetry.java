package io.portreeve.gateway.telemetry;

import io.portreeve.controls.indirectpromptinjection.ServerClassifiers;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.OtlpSettings;
import io.portreeve.gateway.config.form.Reference;
import io.portreeve.gateway.document.Documents;
import io.portreeve.gateway.http.AddressResolver;
import io.portreeve.gateway.http.HttpEngine;
import io.portreeve.gateway.http.HttpFields;
import io.portreeve.gateway.http.HttpPool;
import io.portreeve.gateway.http.PoolOptions;
import io.portreeve.gateway.http.TlsClient;
import io.portreeve.gateway.journey.ApprovalDesk;
import io.portreeve.gateway.journey.AuditTrail;
import io.portreeve.gateway.journey.Upstream;
import io.portreeve.gateway.keys.NamedSecretUnavailable;
import io.portreeve.gateway.keys.SecretSource;
import io.portreeve.gateway.keys.SecretUnavailable;
import io.portreeve.gateway.metrics.MetricsPage;
import io.portreeve.gateway.outage.Outage;
import io.portreeve.gateway.recurring.Recurring;
import io.portreeve.gateway.tls.WrittenTls;
import io.portreeve.gateway.waiting.InTime;
import io.portreeve.guard.DefinitionPins;
import io.portreeve.guard.OutsideDecisions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** What is told of the exchanges of a configuration, until it is closed. */
public final class Telemetry implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger("io.portreeve.telemetry.outage");
  private static final Duration BETWEEN = Duration.ofSeconds(1);
  private static final Duration MEASURED_EACH = Duration.ofMinutes(1);

  private final Optional<Open> open;

  private record Open(
      OtlpSettings settings,
      Map<String, List<String>> classifiers,
      Pending pending,
      SpanExport export,
      DurationExport measured,
      HttpPool pool,
      List<Recurring> rounds,
      InstantSource clock) {
    Tracing tracing(DefinitionPins pins) {
      return new Tracing(
          settings.sampling(), settings.peers(), pins, clock, pending, measured.durations()::add);
    }
  }

  private Telemetry(Optional<Open> open) {
    this.open = open;
  }

  /** Nothing is told. */
  public static Telemetry none() {
    return new Telemetry(Optional.empty());
  }

  /**
   * That of this configuration.
   *
   * @param ourselves this program, and this run of it
   * @param names finds the collector
   * @param tls makes what it has to prove of what is written
   * @throws SecretUnavailable if what it is shown is not there, or part of our TLS
   */
  public static Telemetry of(
      Configuration configuration,
      Ourselves ourselves,
      SecretSource secrets,
      HttpEngine engine,
      AddressResolver names,
      WrittenTls tls,
      InstantSource clock) {
    return configuration
        .telemetry()
        .otlp()
        .map(settings -> {
          TlsClient proof =
              settings
                  .tls()
                  .map(written -> tls.towards("the collector", settings.url(), written))
                  .orElseGet(TlsClient::platform);
          HttpFields fields = fields(settings, secrets);
          HttpPool pool = HttpPool.open(engine, PoolOptions.defaults(), names);
          Documents documents = new Documents(pool, settings.timeout()).by(proof);
          Collector collector = new Collector(settings.url(), fields, documents);
          return open(configuration, settings, ourselves, collector, pool, clock);
        })
        .orElseGet(Telemetry::none);
  }

  private static Telemetry open(
      Configuration configuration,
      OtlpSettings settings,
      Ourselves ourselves,
      Collector collector,
      HttpPool pool,
      InstantSource clock) {
    Pending pending = new Pending();
    Outage outage = new Outage("telling the collector " + settings.url(), clock, LOG::log);
    Otlp otlp = new Otlp(ourselves.resource(settings.service()), ourselves.version());
    SpanExport export = new SpanExport(pending, otlp, collector, outage, clock);
    DurationExport measured =
        new DurationExport(
            settings.metrics(),
            ourselves.durations(),
            otlp,
            collector,
            new Outage("telling the collector of durations", clock, LOG::log),
            clock);
    List<Recurring> rounds =
        List.of(
            Recurring.start("telemetry", BETWEEN, export::round),
            Recurring.start("telemetry of durations", MEASURED_EACH, measured::round));
    Map<String, List<String>> classifiers =
        configuration.servers().entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey, server -> server.getValue().classifiers()));
    return new Telemetry(
        Optional.of(
            new Open(settings, classifiers, pending, export, measured, pool, rounds, clock)));
  }

  private static HttpFields fields(OtlpSettings settings, SecretSource secrets) {
    HttpFields.Builder fields = HttpFields.builder();
    settings
        .headers()
        .forEach((name, value) -> {
          try {
            fields.add(name, text(value, secrets));
          } catch (IllegalArgumentException unfit) {
            throw new NamedSecretUnavailable(
                "what the collector is shown as `%s` holds what no header can".formatted(name));
          }
        });
    return fields.build();
  }

  private static String text(Reference reference, SecretSource secrets) {
    return switch (reference) {
      case Reference.Plain plain -> plain.text();
      case Reference.InEnvironment _, Reference.InFile _ ->
          secrets.resolve(reference.toString()).revealText();
    };
  }

  /** Tells each exchange that the trail is told of. */
  public AuditTrail inFrontOf(AuditTrail trail, DefinitionPins pins) {
    return open.<AuditTrail>map(one -> new TracedTrail(one.tracing(pins), trail)).orElse(trail);
  }

  /** Tells each request to the server, and the server of what it is part. */
  public Upstream inFrontOf(Upstream server, DefinitionPins pins) {
    return open.<Upstream>map(one -> new TracedUpstream(one.tracing(pins), server)).orElse(server);
  }

  /** Tells each question to the decision point. */
  public OutsideDecisions inFrontOf(OutsideDecisions decisions, DefinitionPins pins) {
    return open.<OutsideDecisions>map(one -> new TracedDecisions(one.tracing(pins), decisions))
        .orElse(decisions);
  }

  /** Tells each question to a classifier. */
  public ServerClassifiers inFrontOf(ServerClassifiers classifiers, DefinitionPins pins) {
    return open.<ServerClassifiers>map(
            one -> new TracedClassifiers(one.tracing(pins), one.classifiers(), classifiers))
        .orElse(classifiers);
  }

  /** Tells each wait for a person. */
  public ApprovalDesk inFrontOf(ApprovalDesk desk, DefinitionPins pins) {
    return open.<ApprovalDesk>map(one -> new TracedDesk(one.tracing(pins), desk)).orElse(desk);
  }

  /** What became of what there was to tell; no families where nothing is told. */
  public void measure(MetricsPage page) {
    open.ifPresent(one -> {
      var _ =
          page.counter("portreeve_telemetry_spans", "Spans, by what became of them")
              .sample(one.export().told(), "outcome", "told")
              .sample(one.export().refused(), "outcome", "refused")
              .sample(one.pending().dropped(), "outcome", "dropped");
      var _ =
          page.gauge("portreeve_telemetry_waiting", "Spans that wait to be told")
              .sample(one.pending().waiting());
    });
  }

  @Override
  public void close() {
    open.ifPresent(one -> {
      one.rounds().forEach(Recurring::close);
      last(one);
      one.pool().close();
    });
  }

  /** A stop waits for one answer's time; what a collector does not take by then is lost with us. */
  private static void last(Open one) {
    try {
      InTime.call(
          "last telemetry",
          one.settings().timeout(),
          () -> {
            one.export().last();
            one.measured().round();
            return true;
          });
    } catch (TimeoutException | ExecutionException lost) {
      LOG.log(System.Logger.Level.DEBUG, "the last telemetry was not taken", lost);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }
}
