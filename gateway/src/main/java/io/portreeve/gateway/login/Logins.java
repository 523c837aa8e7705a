package io.portreeve.gateway.login;

import io.portreeve.gateway.destinations.Names;
import io.portreeve.gateway.downstream.Arrivals;
import io.portreeve.gateway.downstream.Origins;
import io.portreeve.gateway.http.HttpEngine;
import io.portreeve.gateway.http.HttpHandler;
import io.portreeve.gateway.http.HttpPool;
import io.portreeve.gateway.http.PoolOptions;
import io.portreeve.gateway.journey.Doorway;
import io.portreeve.gateway.upstream.UpstreamCredentials;
import io.portreeve.guard.EndpointId;
import io.portreeve.mcp.ServerId;
import io.portreeve.mcp.json.JsonObject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The servers of one configuration at which users log in themselves. */
public final class Logins implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final LoginSite site;
  private final LoginMemory memory;
  private final LoginRecords records;
  private final InstantSource clock;
  private final Tickets tickets;
  private final List<HttpPool> pools = new ArrayList<>();
  private final Map<ServerId, Starting> starting = new LinkedHashMap<>();
  private final Map<String, SignIn> signIns = new LinkedHashMap<>();
  private final Map<ServerId, ServerLogin> credentials = new LinkedHashMap<>();

  private Logins(LoginSite site, LoginMemory memory, LoginRecords records, InstantSource clock) {
    this.site = site;
    this.memory = memory;
    this.records = records;
    this.clock = clock;
    this.tickets = new Tickets(site, memory.seal(), clock);
  }

  /**
   * Makes them ready; nobody is asked for anything yet.
   *
   * @param signIn where users can show who they are
   * @param names finds addresses; what it finds is vetted for each server by itself
   */
  public static Logins open(
      List<LoginTarget> targets,
      List<SignInTarget> signIn,
      LoginSite site,
      HttpEngine engine,
      Names names,
      LoginMemory memory,
      LoginRecords records,
      InstantSource clock) {
    Logins logins = new Logins(site, memory, records, clock);
    targets.forEach(target -> logins.add(target, engine, names));
    signIn.forEach(logins::add);
    return logins;
  }

  private void add(LoginTarget target, HttpEngine engine, Names names) {
    HttpPool pool = pool(target, engine, names);
    pools.add(pool);
    Fetcher fetcher = new Fetcher(pool, PATIENCE);
    TokenEndpoint tokens = new TokenEndpoint(fetcher, target.audience());
    Registrations registrations =
        new Registrations(
            new Registrations.Settings(
                target.registered(), site.described(), target.dynamic(), site.callback()),
            fetcher,
            memory.kept(),
            clock);
    starting.put(
        target.id(),
        new Starting(
            target,
            new Discovery(fetcher, target.url(), target.issuer()),
            registrations,
            tokens,
            memory,
            site.callback(),
            clock));
    credentials.put(target.id(), new ServerLogin(target, tokens, memory, tickets, records, clock));
  }

  private void add(SignInTarget target) {
    signIns.put(
        target.name(), new SignIn(target, site.signedIn(target.name()), memory.random(), clock));
  }

  /** Connections to wherever this server may send us. */
  private static HttpPool pool(LoginTarget target, HttpEngine engine, Names names) {
    String home = target.url().getHost();
    String bare = home.startsWith("[") ? home.substring(1, home.length() - 1) : home;
    return HttpPool.open(
        engine, PoolOptions.defaults(), new VettedAddresses(names, bare, target.hosts()));
  }

  /**
   * Gives the tokens of a login back to the authorization server that gave them out.
   *
   * @return why that was not done; empty if it was
   */
  public static Optional<String> giveBack(
      KeptLogins.Entry entry, LoginTarget target, HttpEngine engine, Names names)
      throws InterruptedException {
    try (HttpPool pool = pool(target, engine, names)) {
      return Revocation.of(entry.grant(), new Fetcher(pool, PATIENCE));
    }
  }

  /** What is shown to one of the servers. */
  public UpstreamCredentials credentials(ServerId server) {
    return Objects.requireNonNull(credentials.get(server), "a server that users log in at");
  }

  /** The pages by their paths; none if there is no such server. */
  public Map<String, HttpHandler> pages(
      Origins origins, List<LoginEntrance> entrances, Doorway doorway, Arrivals arrivals) {
    if (starting.isEmpty()) {
      return Map.of();
    }
    Browser browser =
        new Browser("login", site.isSecure(), site.origin(), memory.seal(), memory.random());
    LoginNotes notes = new LoginNotes(records);
    SignIns where = new SignIns(signIns);
    Map<EndpointId, EndpointLogins> endpoints = new HashMap<>();
    Map<String, HttpHandler> pages = new HashMap<>();
    for (LoginEntrance entrance : entrances) {
      Person person = new Person(entrance.endpoint(), entrance.authenticator(), doorway, arrivals);
      EndpointLogins own = logins(person, entrance.servers(), notes);
      String path = LoginSite.path(entrance.endpoint());
      endpoints.put(entrance.endpoint(), own);
      pages.put(path, new StartPage(own, where, browser).in(origins));
      pages.put(
          path + LoginSite.SIGN_IN,
          new SignInPage(own, where, memory.signingIn(), browser).in(origins));
    }
    signIns.forEach((name, signIn) ->
        pages.put(
            site.signedIn(name).getRawPath(),
            new SignedInPage(signIn, endpoints, memory.signingIn(), browser).in(origins)));
    pages.put(LoginSite.CALLBACK, new CallbackPage(endpoints, memory, browser, notes).in(origins));
    return Map.copyOf(pages);
  }

  private EndpointLogins logins(Person person, Set<ServerId> servers, LoginNotes notes) {
    Map<ServerId, Starting> own = new HashMap<>(starting);
    own.keySet().retainAll(servers);
    return new EndpointLogins(person, own, tickets, memory.underWay(), notes);
  }

  /** What authorization servers may read about us, and where, if they can. */
  public Optional<JsonObject> document() {
    return site.described()
        .filter(_ -> !starting.isEmpty())
        .map(address ->
            Registrations.about(site.callback(), Client.Method.NONE)
                .with("client_id", address.toString()));
  }

  /** Where they read it. */
  public static String documentPath() {
    return LoginSite.DOCUMENT;
  }

  @Override
  public void close() {
    pools.forEach(HttpPool::close);
  }
}
