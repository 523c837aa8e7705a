package io.portreeve.gateway.upstream;

import io.portreeve.gateway.http.MessageMemory;
import io.portreeve.gateway.journey.ServerStream;
import io.portreeve.gateway.journey.UpstreamException;
import io.portreeve.guard.Exchange;
import io.portreeve.mcp.Answerable;
import io.portreeve.mcp.CallTool;
import io.portreeve.mcp.Complete;
import io.portreeve.mcp.Discover;
import io.portreeve.mcp.ErrorCode;
import io.portreeve.mcp.Failure;
import io.portreeve.mcp.GetPrompt;
import io.portreeve.mcp.Listen;
import io.portreeve.mcp.Listing;
import io.portreeve.mcp.LogLevel;
import io.portreeve.mcp.McpError;
import io.portreeve.mcp.ProtocolException;
import io.portreeve.mcp.ReadResource;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.RpcResponse;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.legacy.DeclaredCapabilities;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * A stateful server, over any transport: sessions are opened as principals need them, one for each
 * credential and each set of capabilities that their clients declare, for a server answers
 * differently to each.
 */
final class LegacyUpstream implements EraUpstream {
  private final UpstreamSettings settings;
  private final Links links;
  private final Alarms alarms;
  private final UpstreamObserver observer;
  private final Pool<Key, LegacySession> sessions;
  private final ParkedCalls parked;

  /** Makes the way to a new session. */
  @FunctionalInterface
  interface Links {
    LegacyLink link(Caller caller) throws UpstreamException, InterruptedException;
  }

  private record Key(String principal, String credential, DeclaredCapabilities capabilities) {}

  /**
   * @param waiting the memory of calls that wait for their clients
   */
  LegacyUpstream(
      UpstreamSettings settings,
      Links links,
      Alarms alarms,
      InstantSource clock,
      UpstreamObserver observer,
      MessageMemory waiting) {
    this.settings = settings;
    this.links = links;
    this.alarms = alarms;
    this.observer = observer;
    this.sessions = new Pool<>(settings.limits(), clock, alarms);
    this.parked = new ParkedCalls(settings.limits(), alarms, waiting, new SecureRandom());
  }

  @Override
  public void send(Exchange exchange, Request request, ServerStream out)
      throws UpstreamException, StaleEra, InterruptedException {
    if (request instanceof Answerable call && call.requestState().isPresent()) {
      resume(exchange, call, call.requestState().get(), out);
      return;
    }
    Attempt attempt = () -> attempt(exchange, request, out);
    attempt.withSecond(readsOnly(request));
  }

  /** Whether a server that already did it may be asked to do it again. */
  private static boolean readsOnly(Request request) {
    return switch (request) {
      case Discover _, Listing _, ReadResource _, GetPrompt _, Complete _ -> true;
      case CallTool _, Listen _ -> false;
    };
  }

  private void attempt(Exchange exchange, Request request, ServerStream out)
      throws UpstreamException, StaleEra, SessionLost, InterruptedException {
    Pool<Key, LegacySession>.Lease lease = lease(exchange, request);
    boolean kept = false;
    try {
      LegacySession session = lease.value();
      switch (request) {
        case Discover _ -> out.deliver(session.handshake().discovered());
        case Listen listen -> new LegacyListening(session, listen).run(out);
        case Listing _, CallTool _, GetPrompt _, ReadResource _, Complete _ ->
            kept = call(exchange, session, request, lease, out);
      }
    } catch (SessionLost lost) {
      lease.retire();
      throw lost;
    } finally {
      if (!kept) {
        lease.close();
      }
    }
  }

  private Pool<Key, LegacySession>.Lease lease(Exchange exchange, Request request)
      throws UpstreamException, StaleEra, InterruptedException {
    DeclaredCapabilities capabilities =
        DeclaredCapabilities.of(request.meta().clientCapabilities(), settings.roots().size() > 0);
    String principal = exchange.principal().id();
    UpstreamCredential.Granted granted = granted(exchange);
    Caller caller = Caller.kept(settings.credentials(), exchange, granted);
    Pool<Key, LegacySession>.Lease lease =
        sessions.acquire(
            new Key(principal, granted.set(), capabilities),
            principal,
            () -> open(caller, capabilities));
    lease.value().serves(exchange);
    return lease;
  }

  private UpstreamCredential.Granted granted(Exchange exchange)
      throws UpstreamException, InterruptedException {
    return Caller.once(settings.credentials(), exchange).granted();
  }

  private LegacySession open(Caller caller, DeclaredCapabilities capabilities)
      throws UpstreamException, StaleEra, InterruptedException {
    LegacySession session =
        new LegacySession(settings, caller, links.link(caller), alarms, observer);
    boolean opened = false;
    try {
      session.open(capabilities);
      opened = true;
      CredentialWatch.over(session, caller, alarms);
      return session;
    } finally {
      if (!opened) {
        Thread.ofVirtual().start(session::close);
      }
    }
  }

  /** True if the call keeps its session because it was parked. */
  private boolean call(
      Exchange exchange,
      LegacySession session,
      Request request,
      Pool<Key, LegacySession>.Lease lease,
      ServerStream out)
      throws UpstreamException, SessionLost, InterruptedException {
    Optional<LogLevel> logs = request.meta().logLevel().flatMap(LogLevel::of);
    if (logs.isPresent()) {
      session.wantLogs(logs.get());
    }
    LegacyCall call = new LegacyCall(session, request);
    call.begin();
    return call.run(out, parking(exchange, call, lease)) == LegacyCall.End.PARKED;
  }

  private LegacyCall.Parking parking(Exchange exchange, LegacyCall call, Pool<?, ?>.Lease lease) {
    return new LegacyCall.Parking() {
      @Override
      public String park() throws UpstreamException {
        return parked.park(exchange, call, lease);
      }

      @Override
      public void unpark(String state) {
        parked.expire(state);
      }
    };
  }

  private void resume(Exchange exchange, Answerable retry, String state, ServerStream out)
      throws UpstreamException, InterruptedException {
    UpstreamCredential.Granted granted = granted(exchange);
    Optional<ParkedCalls.Parked> found = parked.claim(exchange, granted.set(), retry, state);
    if (found.isEmpty()) {
      out.deliver(failure("invalid request state"));
      return;
    }
    Map<String, RpcResponse> answers;
    try {
      JsonObject given = retry.inputResponses().orElse(JsonObject.empty());
      answers = found.get().call().answers(given);
    } catch (ProtocolException malformed) {
      parked.putBack(state, found.get());
      out.deliver(new Failure(malformed.error()));
      return;
    }
    proceed(exchange, retry, found.get(), answers, out);
  }

  private void proceed(
      Exchange exchange,
      Request retry,
      ParkedCalls.Parked found,
      Map<String, RpcResponse> answers,
      ServerStream out)
      throws UpstreamException, InterruptedException {
    found.holding().close(); // the retry, which is the same request, is counted as received
    LegacyCall call = found.call();
    boolean kept = false;
    try {
      call.session().serves(exchange);
      call.resume(retry, answers);
      kept = call.run(out, parking(exchange, call, found.lease())) == LegacyCall.End.PARKED;
    } catch (SessionLost lost) {
      found.lease().retire();
      throw new UpstreamException(lost.why());
    } finally {
      if (!kept) {
        found.lease().close();
      }
    }
  }

  private static Failure failure(String text) {
    return new Failure(new McpError(ErrorCode.INVALID_PARAMS, text));
  }

  int parkedCalls() {
    return parked.size();
  }

  int openSessions() {
    return sessions.size();
  }

  @Override
  public void close() {
    parked.close();
    sessions.close();
  }
}
