package io.portreeve.gateway.upstream;

import io.portreeve.gateway.child.UnfinishedLines;
import io.portreeve.gateway.http.HttpPool;
import io.portreeve.gateway.http.MessageMemory;
import io.portreeve.gateway.journey.Upstream;
import io.portreeve.mcp.ServerId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Every server behind the gateway, ready to be spoken to; nothing is opened before it is needed.
 */
public final class Upstreams implements AutoCloseable {
  /** The part of the heap that calls take which wait for their clients. */
  private static final int WAITING = 16;

  private final HttpPool pool;
  private final Map<String, String> environment;
  private final InstantSource clock;
  private final UpstreamObserver observer;
  private final UnfinishedLines lines = UnfinishedLines.ofHeap();
  private final MessageMemory waiting = MessageMemory.ofHeap(WAITING);
  private final Alarms.OfTheSystem alarms = new Alarms.OfTheSystem();
  private final Map<ServerId, ProbedUpstream> servers = new LinkedHashMap<>();
  private final List<Children> programs = new ArrayList<>();

  private Upstreams(
      HttpPool pool,
      Map<String, String> environment,
      InstantSource clock,
      UpstreamObserver observer) {
    this.pool = pool;
    this.environment = Map.copyOf(environment);
    this.clock = clock;
    this.observer = observer;
  }

  /**
   * Builds them from their settings.
   *
   * @param pool stays the caller's, who closes it after this
   * @param environment our own, of which child processes get only what they cannot do without
   */
  public static Upstreams open(
      List<UpstreamSettings> settings,
      HttpPool pool,
      Map<String, String> environment,
      InstantSource clock,
      UpstreamObserver observer) {
    Upstreams upstreams = new Upstreams(pool, environment, clock, observer);
    settings.forEach(each -> upstreams.servers.put(each.id(), upstreams.upstream(each)));
    return upstreams;
  }

  /** Builds them from their settings, with the environment of this process. */
  public static Upstreams open(
      List<UpstreamSettings> settings,
      HttpPool pool,
      InstantSource clock,
      UpstreamObserver observer) {
    return open(settings, pool, System.getenv(), clock, observer);
  }

  /** The servers by the operator's ids, in the operator's order. */
  public Map<ServerId, Upstream> servers() {
    return Collections.unmodifiableMap(servers);
  }

  /** What was found out of a server's era, and when. */
  public record Verdict(ServerEra era, Instant since) {}

  /** Empty if the server was not needed yet, or could not be asked. */
  public Optional<Verdict> verdict(ServerId server) {
    return Optional.ofNullable(servers.get(server))
        .flatMap(ProbedUpstream::known)
        .map(known -> new Verdict(known.era(), known.since()));
  }

  /**
   * Ends all that is open at a server, its programs among them, and opens nothing there: what is
   * under way fails for this reason, and so does what is asked later. A second time does nothing.
   */
  public void hold(ServerId server, String why) {
    Optional.ofNullable(servers.get(server)).ifPresent(held -> held.hold(why));
  }

  /** The server may be spoken to, as before it was held. */
  public void release(ServerId server) {
    Optional.ofNullable(servers.get(server)).ifPresent(ProbedUpstream::release);
  }

  private ProbedUpstream upstream(UpstreamSettings settings) {
    return switch (settings.reach()) {
      case UpstreamSettings.Reach.Endpoint reach -> overHttp(settings, reach);
      case UpstreamSettings.Reach.Program reach -> overStdio(settings, reach);
    };
  }

  private ProbedUpstream overHttp(
      UpstreamSettings settings, UpstreamSettings.Reach.Endpoint reach) {
    HttpEndpoint endpoint = new HttpEndpoint(pool, reach);
    Halt halt = new Halt();
    LegacyUpstream.Links streamable =
        caller -> new StreamableLink(settings, endpoint, caller, alarms, observer);
    LegacyUpstream.Links sse =
        caller ->
            connected(
                settings,
                new SseConnection(settings, endpoint, caller, alarms, noMessage(settings)));
    return new ProbedUpstream(
        settings,
        new HttpEraProbe(settings, endpoint, alarms, clock),
        era ->
            switch (era) {
              case MODERN -> new ModernHttpUpstream(settings, endpoint, alarms, clock, observer);
              case LEGACY -> legacy(settings, unheld(halt, streamable));
              case SSE -> legacy(settings, unheld(halt, sse));
            },
        () -> {}, // an exchange that only probes ends by itself
        halt,
        clock);
  }

  private ProbedUpstream overStdio(
      UpstreamSettings settings, UpstreamSettings.Reach.Program reach) {
    Halt halt = new Halt();
    Children children = new Children(settings, reach, environment, lines, clock, observer, halt);
    programs.add(children);
    LegacyUpstream.Links links = caller -> connected(settings, children.child(caller));
    Function<ServerEra, EraUpstream> eras =
        era ->
            switch (era) {
              case MODERN ->
                  new ModernStdioUpstream(
                      settings, children, answers(settings), alarms, clock, observer);
              case LEGACY, SSE -> legacy(settings, links);
            };
    return new ProbedUpstream(
        settings,
        new StdioEraProbe(children::trial, alarms, settings.opening()),
        era -> new KeptListening(eras.apply(era), alarms, halt),
        children::close,
        halt,
        clock);
  }

  private static LegacyUpstream.Links unheld(Halt halt, LegacyUpstream.Links links) {
    return caller -> {
      halt.check();
      return links.link(caller);
    };
  }

  private LegacyUpstream legacy(UpstreamSettings settings, LegacyUpstream.Links links) {
    return new LegacyUpstream(settings, links, alarms, clock, observer, waiting);
  }

  private ConnectionLink connected(UpstreamSettings settings, Connection connection) {
    return new ConnectionLink(
        connection,
        new HeldAnswers(pool.memory(), settings.id()),
        why -> observer.saw(settings.id(), Oddity.ANSWER_TO_NOTHING, why));
  }

  private HeldAnswers answers(UpstreamSettings settings) {
    return new HeldAnswers(pool.memory(), settings.id());
  }

  private Consumer<String> noMessage(UpstreamSettings settings) {
    return why -> observer.saw(settings.id(), Oddity.NO_MESSAGE, why);
  }

  /** Ends every session and child, all at once, and waits. */
  @Override
  public void close() {
    AllClosed.by(servers.values().stream().<Runnable>map(server -> server::close).toList());
    AllClosed.by(programs.stream().<Runnable>map(program -> program::close).toList());
    alarms.close();
  }
}
