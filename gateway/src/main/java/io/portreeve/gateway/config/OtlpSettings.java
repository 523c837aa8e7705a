package io.portreeve.gateway.config;

import io.portreeve.gateway.config.form.Forms;
import io.portreeve.gateway.config.form.Key;
import io.portreeve.gateway.config.form.Measures;
import io.portreeve.gateway.config.form.Reference;
import io.portreeve.gateway.config.form.Section;
import io.portreeve.gateway.config.form.Spot;
import io.portreeve.gateway.config.form.Strength;
import io.portreeve.gateway.config.form.Values;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who is told what exchanges took, over OTLP/HTTP.
 *
 * @param url without the paths of the signals, such as {@code /v1/traces}
 * @param headers that show the collector who we are
 * @param tls what it has to prove and what we show it; empty: the platform's authorities vouch for
 *     its host name, and we show nothing
 * @param timeout how long an answer may take
 * @param service what we are called there
 * @param sampling how many exchanges of a hundred are traced
 * @param peers what becomes of the traces of clients
 * @param metrics whether it is told how long operations take, too
 */
public record OtlpSettings(
    URI url,
    Map<String, Reference> headers,
    Optional<ServerTlsSettings> tls,
    Duration timeout,
    String service,
    int sampling,
    PeerTraces peers,
    boolean metrics) {
  static final Key<OtlpSettings, URI> URL =
      Key.required(
          "url",
          Scalars.url(),
          OtlpSettings::url,
          Strength.unordered(),
          "Where the collector is, such as `https://collector:4318`; `/v1/traces` is added.");
  static final Key<OtlpSettings, Map<String, Reference>> HEADERS =
      Key.of(
          "headers",
          Forms.entries(Scalars.header(), Forms.value()),
          Map.of(),
          OtlpSettings::headers,
          Strength.handed("is now sent to the collector"),
          "Headers for every request to the collector.");
  static final Key<OtlpSettings, Optional<ServerTlsSettings>> TLS =
      ServerTlsSettings.key(
          OtlpSettings::tls,
          "Who it must prove to be, and who we are to it; docs/server-identity.md says how.");
  static final Key<OtlpSettings, Duration> TIMEOUT =
      Key.of(
          "timeout",
          Measures.duration(Duration.ofMillis(100), Duration.ofMinutes(1)),
          Duration.ofSeconds(5),
          OtlpSettings::timeout,
          Strength.neutral(),
          "How long one answer may take; what is not answered is sent again. No call waits for it.");
  static final Key<OtlpSettings, String> SERVICE =
      Key.of(
          "service",
          Forms.matching("[A-Za-z0-9._-]{1,64}", "a name such as `portreeve`"),
          "portreeve",
          OtlpSettings::service,
          Strength.neutral(),
          "What this gateway is called there: `service.name`.");
  static final Key<OtlpSettings, Integer> SAMPLING =
      Key.of(
          "sampling",
          Forms.integer(0, 100),
          100,
          OtlpSettings::sampling,
          Strength.neutral(),
          "How many exchanges of a hundred are traced; what a client wants changes nothing.");
  static final Key<OtlpSettings, PeerTraces> PEERS =
      Key.of(
          "peers",
          Forms.oneOf(PeerTraces.class),
          PeerTraces.LINK,
          OtlpSettings::peers,
          Strength.greaterIsWeaker(),
          "What becomes of a client's `traceparent`: `ignore`, `link` (named by a trace of ours) or"
              + " `join` (ours is part of it).");

  static final Key<OtlpSettings, Boolean> METRICS =
      Key.of(
          "metrics",
          Forms.truth(),
          true,
          OtlpSettings::metrics,
          Strength.neutral(),
          "Whether it is told each minute how long operations take, too, at `/v1/metrics`.");

  static final Section<OtlpSettings> SECTION =
      Section.of(
              "a collector of telemetry",
              OtlpSettings::of,
              URL,
              HEADERS,
              TLS,
              TIMEOUT,
              SERVICE,
              SAMPLING,
              PEERS,
              METRICS)
          .check(OtlpSettings::encrypted, URL)
          .check(OtlpSettings::withoutQuery, URL)
          .check(OtlpSettings::tlsOfItsAddress, URL, TLS);

  private static void encrypted(Values values, Spot spot) {
    Scalars.encrypted(
        values.get(URL), spot.at(URL), "use `https:`: it is said there which tools are used when");
  }

  private static void withoutQuery(Values values, Spot spot) {
    if (values.get(URL).getRawQuery() != null) {
      spot.at(URL)
          .problem(
              "has a query, and paths are added to it",
              "leave it out; what the collector has to know goes into `headers`");
    }
  }

  private static void tlsOfItsAddress(Values values, Spot spot) {
    ServerTlsSettings.onlyFor(List.of(values.get(URL)), values.get(TLS), spot.at(TLS));
  }

  private static OtlpSettings of(Values values) {
    return new OtlpSettings(
        values.get(URL),
        values.get(HEADERS),
        values.get(TLS),
        values.get(TIMEOUT),
        values.get(SERVICE),
        values.get(SAMPLING),
        values.get(PEERS),
        values.get(METRICS));
  }
}
