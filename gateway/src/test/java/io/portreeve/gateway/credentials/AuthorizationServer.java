package io.portreeve.gateway.credentials;

import io.portreeve.gateway.document.Documents;
import io.portreeve.gateway.http.AddressResolver;
import io.portreeve.gateway.http.HttpEngine;
import io.portreeve.gateway.http.HttpPool;
import io.portreeve.gateway.http.PoolOptions;
import io.portreeve.gateway.keys.Secret;
import io.portreeve.gateway.oauth.TestIssuer;
import io.portreeve.gateway.outage.Outage;
import io.portreeve.guard.Exchange;
import io.portreeve.testkit.ManualClock;
import io.portreeve.testkit.server.HttpAsked;
import io.portreeve.testkit.server.HttpWire;
import io.portreeve.testkit.server.ScriptedHttp;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** An authorization server that answers what a test says, and those who ask it. */
final class AuthorizationServer implements AutoCloseable {
  static final String AUDIENCE = "tickets";

  /** What a server may want besides the first scopes. */
  static final List<String> MORE = List.of("delete", "share");

  static final ClientAuthentication US =
      new ClientAuthentication.Basic("gate way", Secret.ofText("s:cret"));

  final ManualClock clock = ManualClock.atNewYear();
  final List<String> told = new CopyOnWriteArrayList<>();
  volatile Script token = (_, wire) -> wire.empty(500);
  final ScriptedHttp http = ScriptedHttp.start(this::serve);
  final TestIssuer issuer = new TestIssuer(http.url("").toString(), clock);
  private final HttpEngine engine = HttpEngine.start(1);
  private final HttpPool pool =
      HttpPool.open(engine, PoolOptions.defaults(), AddressResolver.system());

  /** The nanoseconds that have passed for whoever asks it. */
  final AtomicLong ticks = new AtomicLong();

  /** How many of them reading its metadata takes. */
  volatile long readingTakes;

  /** Answers one request for a token. */
  interface Script {
    void serve(HttpAsked asked, HttpWire wire) throws Exception;
  }

  private void serve(HttpAsked asked, HttpWire wire) throws Exception {
    if (asked.target().equals("/token")) {
      token.serve(asked, wire);
    } else if (asked.target().startsWith("/.well-known/oauth-authorization-server")) {
      ticks.addAndGet(readingTakes);
      wire.json(
          200,
          "{\"issuer\":\"%s\",\"token_endpoint\":\"%s\"}"
              .formatted(http.url(""), http.url("/token")));
    } else {
      wire.empty(404);
    }
  }

  TokenEndpoint endpoint(ClientAuthentication us, Duration patience) {
    return new TokenEndpoint(
        http.url(""),
        Optional.empty(),
        us,
        new Documents(pool, patience),
        new Outage("it", clock, (level, text) -> told.add(level + " " + text)),
        clock,
        ticks::get);
  }

  TokenEndpoint endpoint() {
    return endpoint(US, Duration.ofSeconds(20));
  }

  /** Exchanges tokens for ones that are meant for {@link #AUDIENCE}. */
  TokenExchange exchange(TokenEndpoint endpoint) {
    return new TokenExchange(
        endpoint,
        Optional.of(AUDIENCE),
        Optional.empty(),
        List.of("read", "write"),
        TokenExchange.ACCESS_TOKEN);
  }

  UserTokens tokens(Map<String, Subject> subjects) {
    Subjects known =
        (Exchange exchange) -> Optional.ofNullable(subjects.get(exchange.principal().id()));
    return new UserTokens(known, exchange(endpoint()), MORE, clock);
  }

  /** What somebody came with: a token of this server, for ten minutes. */
  Subject subject(String name) {
    return new Subject(
        http.url("").toString(),
        issuer.token(issuer.claims(name)),
        clock.instant().plus(Duration.ofMinutes(10)),
        name);
  }

  /** An answer as it must be. */
  static String answer(String token, int seconds) {
    return answer(token, TokenExchange.ACCESS_TOKEN, "Bearer", seconds);
  }

  static String answer(String token, String type, String use, int seconds) {
    return "{\"access_token\":\"%s\",\"issued_token_type\":\"%s\",\"token_type\":\"%s\",\"expires_in\":%d}"
        .formatted(token, type, use, seconds);
  }

  /** From now on it gives out this. */
  void gives(String answer) {
    token = (_, wire) -> wire.json(200, answer);
  }

  /** What it was asked at its token endpoint and nobody looked at yet. */
  List<HttpAsked> asked() {
    return http.rest().stream().filter(it -> it.target().equals("/token")).toList();
  }

  static Map<String, String> form(HttpAsked asked) {
    Map<String, String> form = new TreeMap<>();
    Arrays.stream(asked.body().split("&"))
        .map(pair -> pair.split("=", 2))
        .forEach(pair -> form.put(decoded(pair[0]), decoded(pair[1])));
    return form;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  URI url() {
    return http.url("");
  }

  HttpPool pool() {
    return pool;
  }

  @Override
  public void close() {
    pool.close();
    engine.close();
    http.close();
  }
}
