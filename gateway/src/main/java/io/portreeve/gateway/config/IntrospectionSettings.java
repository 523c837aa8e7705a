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

/**
 * How an issuer is asked what a token is worth now (RFC 7662).
 *
 * @param url where it is asked
 * @param clientId who we are to it
 * @param clientSecret what proves that
 * @param signed whether it is asked about signed tokens, too
 * @param cache how long an answer is believed
 */
public record IntrospectionSettings(
    URI url, String clientId, Reference clientSecret, boolean signed, Duration cache) {

  static final Key<IntrospectionSettings, URI> URL =
      Key.required(
          "url",
          Scalars.url(),
          IntrospectionSettings::url,
          Strength.unordered(),
          "Where the issuer answers what a token is worth.");
  static final Key<IntrospectionSettings, String> CLIENT_ID =
      Key.required(
          "client-id",
          Scalars.clientId(),
          IntrospectionSettings::clientId,
          Strength.neutral(),
          "Who we are to the issuer.");
  static final Key<IntrospectionSettings, Reference> CLIENT_SECRET =
      Key.required(
          "client-secret",
          Forms.secret(),
          IntrospectionSettings::clientSecret,
          Strength.neutral(),
          "Where the secret lies that proves it.");
  static final Key<IntrospectionSettings, Boolean> SIGNED =
      Key.of(
          "signed",
          Forms.truth(),
          false,
          IntrospectionSettings::signed,
          Strength.offIsWeaker("no longer learns that a signed token was revoked"),
          "Whether the issuer is asked about signed tokens too, so that revoking one ends it.");
  static final Key<IntrospectionSettings, Duration> CACHE =
      Key.of(
          "cache",
          Measures.duration(Duration.ZERO, Duration.ofMinutes(5)),
          Duration.ofSeconds(15),
          IntrospectionSettings::cache,
          Strength.greaterIsWeaker(),
          "How long an answer is believed; a revoked token lives so long.");

  static final Section<IntrospectionSettings> SECTION =
      Section.of(
              "asking the issuer about tokens",
              values ->
                  new IntrospectionSettings(
                      values.get(URL),
                      values.get(CLIENT_ID),
                      values.get(CLIENT_SECRET),
                      values.get(SIGNED),
                      values.get(CACHE)),
              URL,
              CLIENT_ID,
              CLIENT_SECRET,
              SIGNED,
              CACHE)
          .check(IntrospectionSettings::encrypted, URL);

  private static void encrypted(Values values, Spot spot) {
    Scalars.encrypted(
        values.get(URL), spot.at(URL), "use `https:`: tokens and our secret are sent there");
  }
}
