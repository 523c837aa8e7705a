package io.portreeve.gateway.config;

import io.portreeve.gateway.config.form.Forms;
import io.portreeve.gateway.config.form.Key;
import io.portreeve.gateway.config.form.Measures;
import io.portreeve.gateway.config.form.Parsed;
import io.portreeve.gateway.config.form.Reference;
import io.portreeve.gateway.config.form.Scalar;
import io.portreeve.gateway.config.form.Section;
import io.portreeve.gateway.config.form.Spot;
import io.portreeve.gateway.config.form.Strength;
import io.portreeve.gateway.config.form.Values;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The Redis, or Valkey, in which nodes keep what all of them must know of the moment.
 *
 * @param url {@code rediss://HOST[:PORT][/DATABASE]}, or {@code redis://} without TLS
 * @param user as whom we come; empty: the default user
 * @param password what proves it; empty: nothing does
 * @param ca where the authorities lie that sign its certificate, PEM; empty: the platform's
 * @param timeout how long one command may take
 * @param insecurePlaintext whether it is spoken to without TLS on another machine
 */
public record RedisSettings(
    URI url,
    Optional<String> user,
    Optional<Reference> password,
    Optional<Reference> ca,
    Duration timeout,
    boolean insecurePlaintext) {
  private static final String EXPECTS =
      "an address such as `rediss://redis.example.com:6379`, without a user or a password";

  static final Key<RedisSettings, URI> URL =
      Key.required(
          "url",
          Scalar.of(EXPECTS, "^rediss?://\\S+$", RedisSettings::parse, URI::toString),
          RedisSettings::url,
          Strength.unordered(),
          "Where it is: `rediss:` speaks TLS, `redis:` does not; `/1` behind the host is its database"
              + " 1.");
  static final Key<RedisSettings, Optional<String>> USER =
      Key.optional(
          "user",
          Forms.matching("[!-~]{1,128}", "the name of a user of that server"),
          RedisSettings::user,
          Strength.unordered(),
          "As whom we come; absent, the default user.");
  static final Key<RedisSettings, Optional<Reference>> PASSWORD =
      Key.optional(
          "password",
          Forms.secret(),
          RedisSettings::password,
          Strength.neutral(),
          "Where the password lies; absent, none is asked for.");
  static final Key<RedisSettings, Optional<Reference>> CA =
      Key.optional(
          "ca",
          Forms.material(),
          RedisSettings::ca,
          Strength.absentIsWeaker("now believes every authority of the platform"),
          "Where the authorities lie that sign its certificate: PEM; absent, the platform's. Its name"
              + " has to be the host's.");
  static final Key<RedisSettings, Duration> TIMEOUT =
      Key.of(
          "timeout",
          Measures.duration(Duration.ofMillis(10), Duration.ofSeconds(10)),
          Duration.ofMillis(250),
          RedisSettings::timeout,
          Strength.neutral(),
          "How long one command may take; what needs it and has no answer is refused.");
  static final Key<RedisSettings, Boolean> INSECURE_PLAINTEXT =
      Key.of(
          "insecure-plaintext",
          Forms.truth(),
          false,
          RedisSettings::insecurePlaintext,
          Strength.onIsWeaker("now lets others read and change what nodes share, on its way"),
          "Speaks to a server on another machine without TLS.");

  static final Section<RedisSettings> SECTION =
      Section.of(
              "the Redis that nodes share",
              values ->
                  new RedisSettings(
                      values.get(URL),
                      values.get(USER),
                      values.get(PASSWORD),
                      values.get(CA),
                      values.get(TIMEOUT),
                      values.get(INSECURE_PLAINTEXT)),
              URL,
              USER,
              PASSWORD,
              CA,
              TIMEOUT,
              INSECURE_PLAINTEXT)
          .check(RedisSettings::encrypted, URL, INSECURE_PLAINTEXT)
          .check(RedisSettings::provenByPassword, USER, PASSWORD)
          .check(RedisSettings::vouched, URL, CA);

  private static Parsed<URI> parse(String text) {
    String fix = "write " + EXPECTS;
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException malformed) {
      return Parsed.wrong("is not an address (not shown)", fix);
    }
    if (uri.getRawUserInfo() != null) {
      return Parsed.wrong(
          "has credentials in it (not shown)", "leave them out: `user` and `password` say them");
    }
    boolean database = String.valueOf(uri.getRawPath()).matches("(/[0-9]{0,3})?");
    boolean known = List.of("redis", "rediss").contains(String.valueOf(uri.getScheme()));
    boolean bare = uri.getRawQuery() == null && uri.getRawFragment() == null;
    if (!Scalars.hasPort(uri)) {
      return Scalars.wrongPort();
    }
    return known && uri.getHost() != null && database && bare
        ? Parsed.right(uri)
        : Parsed.wrong("is not the address of a Redis", fix);
  }

  private static void encrypted(Values values, Spot spot) {
    boolean open =
        values.get(URL).getScheme().equals("redis") && !Scalars.loopback(values.get(URL));
    boolean accepted = values.get(INSECURE_PLAINTEXT);
    if (open && !accepted) {
      spot.at(URL)
          .problem(
              "leads to another machine without TLS",
              "use `rediss:`, or accept it with `insecure-plaintext: true`");
    } else if (accepted && !open) {
      spot.at(INSECURE_PLAINTEXT).problem("has no effect here", "remove it");
    }
  }

  private static void provenByPassword(Values values, Spot spot) {
    if (values.get(USER).isPresent() && values.get(PASSWORD).isEmpty()) {
      spot.at(USER).problem("is given without `password`", "say where the password of it lies");
    }
  }

  private static void vouched(Values values, Spot spot) {
    if (values.get(CA).isPresent() && values.get(URL).getScheme().equals("redis")) {
      spot.at(CA).problem("has no effect without TLS", "use `rediss:`, or remove it");
    }
  }
}
