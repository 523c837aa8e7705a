package io.portreeve.gateway;

import io.portreeve.gateway.desk.MissingPart;
import io.portreeve.gateway.desk.Unfetchable;
import io.portreeve.gateway.journey.Upstream;
import io.portreeve.gateway.operations.Meters;
import io.portreeve.gateway.operations.ServerMeter;
import io.portreeve.gateway.outage.Outage;
import io.portreeve.gateway.upstream.Oddity;
import io.portreeve.gateway.upstream.UpstreamObserver;
import io.portreeve.mcp.ServerId;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/** What the operator is told of the servers of one configuration, until they are to be closed. */
final class ServerLines implements UpstreamObserver {
  private final Meters meters;
  private final Briefing briefing;
  private final Executor soon;
  private final Outage.Lines lines;
  private final Set<ServerId> answering = ConcurrentHashMap.newKeySet();
  private volatile boolean silent;

  /**
   * Tells these lines.
   *
   * @param meters counts what servers do
   * @param briefing what was told under the configuration before
   * @param soon runs what it is given after a moment
   */
  ServerLines(Meters meters, Briefing briefing, Executor soon, Outage.Lines lines) {
    this.meters = meters;
    this.briefing = briefing;
    this.soon = soon;
    this.lines = lines;
  }

  Meters meters() {
    return meters;
  }

  /** The server, its coming and going told and counted. */
  Upstream of(ServerId id, String reach, Upstream server) {
    Outage state = briefing.outage("server %s (%s)".formatted(id, reach), this::line);
    return new ToldUpstream(id, server, state, this);
  }

  void answered(ServerId server) {
    answering.add(server);
    meters.of(server).ifPresent(ServerMeter::answered);
  }

  void failed(ServerId server) {
    answering.remove(server);
    meters.of(server).ifPresent(ServerMeter::failed);
  }

  /** How programs are confined. */
  void confinement(System.Logger.Level level, String text) {
    briefing.fresh("programs", List.of(text)).forEach(line -> line(level, line));
  }

  /** What programs need of this machine, and is not there. */
  void missing(Collection<MissingPart> all) {
    List<String> words =
        all.stream().map(one -> "server %s: %s".formatted(one.id(), one.trouble().line())).toList();
    briefing.fresh("missing", words).forEach(line -> line(System.Logger.Level.WARNING, line));
  }

  /** Whose programs cannot be fetched, or may not be. */
  void unfetchable(Collection<Unfetchable> all) {
    List<String> words =
        all.stream()
            .map(one ->
                "server %s %s be fetched: %s"
                    .formatted(
                        one.id(), one.isCertain() ? "cannot" : "may not", one.trouble().line()))
            .toList();
    briefing.fresh("fetching", words).forEach(line -> line(System.Logger.Level.WARNING, line));
  }

  @Override
  public void saw(ServerId server, Oddity oddity, String detail) {
    meters.of(server).ifPresent(one -> one.saw(oddity));
    String text = "server " + server + " " + oddity.words() + ": " + detail;
    if (oddity == Oddity.ENDED) {
      soon.execute(() -> ended(server, text));
    } else {
      line(System.Logger.Level.INFO, text);
    }
  }

  /**
   * One that ends at a call, or never answered, is told of as one that fails. And what asks us to
   * stop may have asked its program, too, which then ends before we do.
   */
  private void ended(ServerId server, String text) {
    if (answering.contains(server)) {
      line(System.Logger.Level.WARNING, text);
    }
  }

  /** Says no more: that they cannot be reached while we close them is no news. */
  void silence() {
    silent = true;
  }

  private void line(System.Logger.Level level, String text) {
    if (!silent) {
      lines.line(level, text);
    }
  }
}
