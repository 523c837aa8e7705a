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
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An outside policy decision point, which must allow each use that the rules allow (OpenID AuthZEN
 * Authorization API 1.0).
 *
 * @param url its access evaluation endpoint
 * @param evaluationsUrl its access evaluations endpoint, for all uses of one request together;
 *     empty: each is asked about by itself
 * @param token what it asks of us; empty: nothing
 * @param tls what it has to prove and what we show it; empty: the platform's authorities vouch for
 *     its host name, and we show nothing
 * @param timeout how long an answer may take, with the wait for its turn
 */
public record DecisionPointSettings(
    URI url,
    Optional<URI> evaluationsUrl,
    Optional<Reference> token,
    Optional<ServerTlsSettings> tls,
    Duration timeout) {
  static final Key<DecisionPointSettings, URI> URL =
      Key.required(
          "url",
          Scalars.url(),
          DecisionPointSettings::url,
          Strength.unordered(),
          "Its access evaluation endpoint, such as"
              + " `https://pdp.example.com/access/v1/evaluation`.");
  static final Key<DecisionPointSettings, Optional<URI>> EVALUATIONS_URL =
      Key.optional(
          "evaluations-url",
          Scalars.url(),
          DecisionPointSettings::evaluationsUrl,
          Strength.unordered(),
          "Its access evaluations endpoint (`.../access/v1/evaluations`), where all uses of one request"
              + " are asked about at once; absent, each by itself.");
  static final Key<DecisionPointSettings, Optional<Reference>> TOKEN =
      Key.optional(
          "token",
          Forms.secret(),
          DecisionPointSettings::token,
          Strength.neutral(),
          "Where the token lies that we show it, as `Authorization: Bearer`; absent, none.");
  static final Key<DecisionPointSettings, Optional<ServerTlsSettings>> TLS =
      ServerTlsSettings.key(
          DecisionPointSettings::tls,
          "Who it must prove to be, and who we are to it; docs/server-identity.md says how.");
  static final Key<DecisionPointSettings, Duration> TIMEOUT =
      Key.of(
          "timeout",
          Measures.duration(Duration.ofMillis(100), Duration.ofMinutes(1)),
          Duration.ofSeconds(2),
          DecisionPointSettings::timeout,
          Strength.neutral(),
          "How long one answer may take, with the wait for its turn; a use without one is refused.");

  static final Section<DecisionPointSettings> SECTION =
      Section.of(
              "an outside decision point",
              values ->
                  new DecisionPointSettings(
                      values.get(URL),
                      values.get(EVALUATIONS_URL),
                      values.get(TOKEN),
                      values.get(TLS),
                      values.get(TIMEOUT)),
              URL,
              EVALUATIONS_URL,
              TOKEN,
              TLS,
              TIMEOUT)
          .check(DecisionPointSettings::tlsOfItsAddresses, URL, EVALUATIONS_URL, TLS)
          .check(DecisionPointSettings::encrypted, URL)
          .check(DecisionPointSettings::encryptedTogether, EVALUATIONS_URL);

  private static final String WHY =
      "use `https:`: arguments are sent there, and whoever sits between could allow himself"
          + " anything";

  private static void tlsOfItsAddresses(Values values, Spot spot) {
    List<URI> all =
        Stream.concat(Stream.of(values.get(URL)), values.get(EVALUATIONS_URL).stream()).toList();
    ServerTlsSettings.onlyFor(all, values.get(TLS), spot.at(TLS));
  }

  private static void encrypted(Values values, Spot spot) {
    Scalars.encrypted(values.get(URL), spot.at(URL), WHY);
  }

  private static void encryptedTogether(Values values, Spot spot) {
    values
        .get(EVALUATIONS_URL)
        .ifPresent(url -> Scalars.encrypted(url, spot.at(EVALUATIONS_URL), WHY));
  }
}
