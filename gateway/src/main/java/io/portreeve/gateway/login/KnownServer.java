package io.portreeve.gateway.login;

import io.portreeve.gateway.keeping.Age;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * What one authorization server publishes of itself, kept for a while: anybody who opens a page may
 * make us ask for it, and must not make us ask as often as he likes. One asks at a time.
 */
final class KnownServer {
  private static final Duration LIFE = Duration.ofMinutes(10);
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final Fetcher fetcher;
  private final URI issuer;
  private final InstantSource clock;
  private Learned learned = new Learned.Nothing();

  KnownServer(Fetcher fetcher, URI issuer, InstantSource clock) {
    this.fetcher = fetcher;
    this.issuer = issuer;
    this.clock = clock;
  }

  private sealed interface Learned {
    record Nothing() implements Learned {}

    record Answer(AuthorizationServer server, Instant at) implements Learned {}

    record Failure(String why, Instant at) implements Learned {}
  }

  /**
   * Asks at most once in ten minutes, or in five seconds while that fails.
   *
   * @throws LoginFailed also if it failed a moment ago
   */
  synchronized AuthorizationServer find() throws LoginFailed, InterruptedException {
    Instant now = clock.instant();
    return switch (learned) {
      case Learned.Answer(var server, var at) when Age.isLessThan(LIFE, at, now) -> server;
      case Learned.Failure(var why, var at) when Age.isLessThan(PAUSE, at, now) ->
          throw new LoginFailed(why);
      case Learned.Answer _, Learned.Failure _, Learned.Nothing _ -> ask();
    };
  }

  private AuthorizationServer ask() throws LoginFailed, InterruptedException {
    try {
      AuthorizationServer server = AuthorizationServer.find(fetcher, issuer);
      learned = new Learned.Answer(server, clock.instant());
      return server;
    } catch (LoginFailed failed) {
      learned = new Learned.Failure(failed.why(), clock.instant());
      throw failed;
    }
  }
}
