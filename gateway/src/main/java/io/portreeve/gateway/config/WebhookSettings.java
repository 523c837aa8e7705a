package io.portreeve.gateway.config;

import io.portreeve.gateway.config.AuditSettings.AuditedValues;
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

/**
 * Where it is told which calls wait for a person, and what became of them.
 *
 * @param url where it is posted to
 * @param secret the key of the signatures
 * @param values what is told of the values of arguments
 * @param tls what it has to prove and what we show it; empty: the platform's authorities vouch for
 *     its host name, and we show nothing
 * @param timeout how long an answer may take
 */
public record WebhookSettings(
    URI url,
    Reference secret,
    AuditedValues values,
    Optional<ServerTlsSettings> tls,
    Duration timeout) {
  static final Key<WebhookSettings, URI> URL =
      Key.required(
          "url",
          Scalars.url(),
          WebhookSettings::url,
          Strength.unordered(),
          "Where each question, and what became of it, is posted to.");
  static final Key<WebhookSettings, Reference> SECRET =
      Key.required(
          "secret",
          Forms.secret(),
          WebhookSettings::secret,
          Strength.neutral(),
          "Where the key of its signatures lies: 24 bytes or more; behind `whsec_`, in base64.");
  static final Key<WebhookSettings, AuditedValues> VALUES =
      Key.of(
          "values",
          Forms.oneOf(AuditedValues.class),
          AuditedValues.SHAPE,
          WebhookSettings::values,
          Strength.greaterIsWeaker(),
          "What is told of the values of arguments: their `shape`, or all but secrets (`full`);"
              + " besides, a digest of the call, which whoever guesses values can compare.");
  static final Key<WebhookSettings, Optional<ServerTlsSettings>> TLS =
      ServerTlsSettings.key(
          WebhookSettings::tls,
          "Who it must prove to be, and who we are to it; docs/server-identity.md says how.");
  static final Key<WebhookSettings, Duration> TIMEOUT =
      Key.of(
          "timeout",
          Measures.duration(Duration.ofMillis(100), Duration.ofMinutes(1)),
          Duration.ofSeconds(5),
          WebhookSettings::timeout,
          Strength.neutral(),
          "How long one answer may take; what is not answered is sent again.");

  static final Section<WebhookSettings> SECTION =
      Section.of(
              "a webhook that is told of approvals",
              values ->
                  new WebhookSettings(
                      values.get(URL),
                      values.get(SECRET),
                      values.get(VALUES),
                      values.get(TLS),
                      values.get(TIMEOUT)),
              URL,
              SECRET,
              VALUES,
              TLS,
              TIMEOUT)
          .check(WebhookSettings::encrypted, URL)
          .check(WebhookSettings::tlsOfItsAddress, URL, TLS);

  private static void encrypted(Values values, Spot spot) {
    Scalars.encrypted(
        values.get(URL), spot.at(URL), "use `https:`: it is said there who wants to do what");
  }

  private static void tlsOfItsAddress(Values values, Spot spot) {
    ServerTlsSettings.onlyFor(List.of(values.get(URL)), values.get(TLS), spot.at(TLS));
  }
}
