package io.portreeve.gateway.config;

import io.portreeve.gateway.config.form.Forms;
import io.portreeve.gateway.config.form.Key;
import io.portreeve.gateway.config.form.Measures;
import io.portreeve.gateway.config.form.Section;
import io.portreeve.gateway.config.form.Strength;
import io.portreeve.gateway.config.form.Values;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How HTTP clients reach us.
 *
 * @param path the endpoint of Streamable HTTP, all revisions
 * @param ssePath the endpoint of the HTTP+SSE transport of 2024-11-05; none unless given
 * @param allowedHosts the values of {@code Host} that are answered; empty: the ways to write the
 *     loopback address
 * @param allowedOrigins the values of {@code Origin} that are answered, besides none at all
 * @param keepAlive how often a silent stream gets a comment
 * @param sessionIdle how long an unused session of the older revisions is kept
 * @param drain how long a stop waits for exchanges under way
 */
public record HttpSettings(
    String path,
    Optional<String> ssePath,
    List<String> allowedHosts,
    List<String> allowedOrigins,
    Duration keepAlive,
    Duration sessionIdle,
    Duration drain) {

  static final Key<HttpSettings, String> PATH =
      Key.of(
          "path",
          Scalars.endpoint(),
          "/mcp",
          HttpSettings::path,
          Strength.neutral(),
          "The endpoint that clients speak Streamable HTTP to, in every revision.");
  static final Key<HttpSettings, Optional<String>> SSE_PATH =
      Key.optional(
          "sse-path",
          Scalars.endpoint(),
          HttpSettings::ssePath,
          Strength.presentIsWeaker("now opens an endpoint of the 2024-11-05 transport"),
          "The endpoint for clients that only speak HTTP+SSE of 2024-11-05; absent, there is"
              + " none.");
  static final Key<HttpSettings, List<String>> ALLOWED_HOSTS =
      Key.of(
          "allowed-hosts",
          Forms.list(Scalars.host()),
          List.of(),
          HttpSettings::allowedHosts,
          Strength.moreIsWeaker(),
          "The `Host` values that are answered, against DNS rebinding; absent, the loopback"
              + " names.");
  static final Key<HttpSettings, List<String>> ALLOWED_ORIGINS =
      Key.of(
          "allowed-origins",
          Forms.list(Scalars.origin()),
          List.of(),
          HttpSettings::allowedOrigins,
          Strength.moreIsWeaker(),
          "The `Origin` values of browsers that are answered; absent, no browser is.");
  static final Key<HttpSettings, Duration> KEEP_ALIVE =
      Key.of(
          "keep-alive",
          Measures.duration(Duration.ofSeconds(1), Duration.ofMinutes(10)),
          Duration.ofSeconds(15),
          HttpSettings::keepAlive,
          Strength.neutral(),
          "How often a silent stream gets a comment, so that nothing in between closes it.");
  static final Key<HttpSettings, Duration> SESSION_IDLE =
      Key.of(
          "session-idle",
          Measures.duration(Duration.ofSeconds(10), Duration.ofDays(1)),
          Duration.ofMinutes(30),
          HttpSettings::sessionIdle,
          Strength.greaterIsWeaker(),
          "How long a session of the older revisions may stay unused before it ends.");
  static final Key<HttpSettings, Duration> DRAIN =
      Key.of(
          "drain",
          Measures.duration(Duration.ZERO, Duration.ofMinutes(10)),
          Duration.ofSeconds(10),
          HttpSettings::drain,
          Strength.neutral(),
          "How long a stop waits for the exchanges that are under way.");

  static final Section<HttpSettings> SECTION =
      Section.of(
              "how HTTP clients reach us",
              HttpSettings::of,
              PATH,
              SSE_PATH,
              ALLOWED_HOSTS,
              ALLOWED_ORIGINS,
              KEEP_ALIVE,
              SESSION_IDLE,
              DRAIN)
          .check(
              (values, spot) -> {
                if (values.get(SSE_PATH).equals(Optional.of(values.get(PATH)))) {
                  spot.at(SSE_PATH).problem("is the same as `path`", "choose another, as `/sse`");
                }
              },
              PATH,
              SSE_PATH);

  private static HttpSettings of(Values values) {
    return new HttpSettings(
        values.get(PATH),
        values.get(SSE_PATH),
        values.get(ALLOWED_HOSTS),
        values.get(ALLOWED_ORIGINS),
        values.get(KEEP_ALIVE),
        values.get(SESSION_IDLE),
        values.get(DRAIN));
  }
}
