package io.portreeve.gateway.config;

import io.portreeve.gateway.config.form.ByteSize;
import io.portreeve.gateway.config.form.Forms;
import io.portreeve.gateway.config.form.Key;
import io.portreeve.gateway.config.form.Measures;
import io.portreeve.gateway.config.form.Section;
import io.portreeve.gateway.config.form.Strength;
import io.portreeve.gateway.config.form.Values;
import java.time.Duration;

/**
 * What one principal, and all of them together, may take.
 *
 * @param requestsPerMinute requests of one principal in a minute
 * @param concurrent requests of one principal under way
 * @param streams open listening streams of one principal
 * @param sessions sessions of the older revisions of one principal
 * @param connections open connections of everybody together
 * @param connectionsPerAddress open connections of one address, this machine's own excepted
 * @param maxRequest the longest message of a client
 * @param maxResponse the longest message of a server
 * @param requestTimeout how long one exchange may take as a whole
 */
public record LimitSettings(
    int requestsPerMinute,
    int concurrent,
    int streams,
    int sessions,
    int connections,
    int connectionsPerAddress,
    ByteSize maxRequest,
    ByteSize maxResponse,
    Duration requestTimeout) {

  static final Key<LimitSettings, Integer> REQUESTS_PER_MINUTE =
      Key.of(
          "requests-per-minute",
          Forms.integer(1, 1_000_000),
          600,
          LimitSettings::requestsPerMinute,
          Strength.greaterIsWeaker(),
          "How many requests one principal may send in a minute.");
  static final Key<LimitSettings, Integer> CONCURRENT =
      Key.of(
          "concurrent",
          Forms.integer(1, 10_000),
          32,
          LimitSettings::concurrent,
          Strength.greaterIsWeaker(),
          "How many requests one principal may have under way.");
  static final Key<LimitSettings, Integer> STREAMS =
      Key.of(
          "streams",
          Forms.integer(0, 100_000),
          16,
          LimitSettings::streams,
          Strength.greaterIsWeaker(),
          "How many streams one principal may hold open to listen.");
  static final Key<LimitSettings, Integer> SESSIONS =
      Key.of(
          "sessions",
          Forms.integer(0, 100_000),
          64,
          LimitSettings::sessions,
          Strength.greaterIsWeaker(),
          "How many sessions of the older revisions one principal may have at an endpoint.");
  static final Key<LimitSettings, Integer> CONNECTIONS =
      Key.of(
              "connections",
              Forms.integer(1, 1_000_000),
              16_384,
              LimitSettings::connections,
              Strength.greaterIsWeaker(),
              "How many connections may be open, of everybody together.")
          .untilRestart();
  static final Key<LimitSettings, Integer> CONNECTIONS_PER_ADDRESS =
      Key.of(
              "connections-per-address",
              Forms.integer(1, 1_000_000),
              512,
              LimitSettings::connectionsPerAddress,
              Strength.greaterIsWeaker(),
              "How many of them may come from one address, or one /64 network in IPv6; this"
                  + " machine's own are not counted, since a proxy here speaks for everybody.")
          .untilRestart();
  static final Key<LimitSettings, ByteSize> MAX_REQUEST =
      Key.of(
              "max-request",
              Measures.size(ByteSize.ofKib(1), ByteSize.ofMib(256)),
              ByteSize.ofMib(4),
              LimitSettings::maxRequest,
              Strength.greaterIsWeaker(),
              "The longest message of a client.")
          .untilRestart();
  static final Key<LimitSettings, ByteSize> MAX_RESPONSE =
      Key.of(
          "max-response",
          Measures.size(ByteSize.ofKib(1), ByteSize.ofMib(256)),
          ByteSize.ofMib(16),
          LimitSettings::maxResponse,
          Strength.greaterIsWeaker(),
          "The longest message of a server.");
  static final Key<LimitSettings, Duration> REQUEST_TIMEOUT =
      Key.of(
          "request-timeout",
          Measures.duration(Duration.ofMillis(100), Duration.ofHours(1)),
          Duration.ofSeconds(60),
          LimitSettings::requestTimeout,
          Strength.greaterIsWeaker(),
          "How long one exchange may take as a whole, progress or not.");

  static final Section<LimitSettings> SECTION =
      Section.of(
          "what callers may take",
          LimitSettings::of,
          REQUESTS_PER_MINUTE,
          CONCURRENT,
          STREAMS,
          SESSIONS,
          CONNECTIONS,
          CONNECTIONS_PER_ADDRESS,
          MAX_REQUEST,
          MAX_RESPONSE,
          REQUEST_TIMEOUT);

  private static LimitSettings of(Values values) {
    return new LimitSettings(
        values.get(REQUESTS_PER_MINUTE),
        values.get(CONCURRENT),
        values.get(STREAMS),
        values.get(SESSIONS),
        values.get(CONNECTIONS),
        values.get(CONNECTIONS_PER_ADDRESS),
        values.get(MAX_REQUEST),
        values.get(MAX_RESPONSE),
        values.get(REQUEST_TIMEOUT));
  }
}
