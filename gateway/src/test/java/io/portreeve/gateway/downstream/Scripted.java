package io.portreeve.gateway.downstream;

import io.portreeve.gateway.http.HttpRequest;
import io.portreeve.gateway.journey.ApprovalDesk;
import io.portreeve.gateway.journey.AuditTrail;
import io.portreeve.gateway.journey.Carried;
import io.portreeve.gateway.journey.Doorway;
import io.portreeve.gateway.journey.Handles;
import io.portreeve.gateway.journey.Journey;
import io.portreeve.gateway.journey.Outcome;
import io.portreeve.gateway.journey.Patience;
import io.portreeve.gateway.journey.Seal;
import io.portreeve.gateway.journey.ServerStream;
import io.portreeve.gateway.journey.TransparentRouter;
import io.portreeve.gateway.journey.Upstream;
import io.portreeve.guard.Arrival;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.ExchangeId;
import io.portreeve.guard.Guard;
import io.portreeve.guard.Identity;
import io.portreeve.guard.Judgement;
import io.portreeve.guard.Reason;
import io.portreeve.guard.UsageLimits;
import io.portreeve.mcp.ClientMessage;
import io.portreeve.mcp.Discover;
import io.portreeve.mcp.DiscoverResult;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.RequestMeta;
import io.portreeve.mcp.ServerId;
import io.portreeve.testkit.Jsons;
import io.portreeve.testkit.ManualClock;
import io.portreeve.testkit.Messages;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.spec.SecretKeySpec;

/** A real journey to a server that does what the test wrote, and the audit of it in memory. */
final class Scripted implements Upstream, AuditTrail {
  /** What the server does with one method. */
  interface Act {
    void play(Request request, ServerStream out) throws InterruptedException;
  }

  static final LegacyLimits LIMITS =
      LegacyLimits.defaults()
          .withPatience(
              Duration.ofMinutes(30),
              Duration.ofSeconds(20),
              Duration.ofMinutes(2),
              Duration.ofSeconds(10));

  final ManualClock clock = ManualClock.atNewYear();
  final BlockingQueue<Request> received = new LinkedBlockingQueue<>();
  final BlockingQueue<String> cancelled = new LinkedBlockingQueue<>();

  /** What became of the credentials of those who have a good one no more. */
  final Map<String, Identity> credentials = new ConcurrentHashMap<>();

  private final Map<String, CountDownLatch> hanging = new ConcurrentHashMap<>();

  final List<String> turnedAway = new CopyOnWriteArrayList<>();
  final List<ExchangeId> decided = new CopyOnWriteArrayList<>();
  private final AtomicInteger ids = new AtomicInteger();
  private final Map<String, Act> acts = new ConcurrentHashMap<>();
  final KeptEvents kept = new KeptEvents(32 << 20);
  private final Guard guard = PassAll.guard();

  Scripted() {
    on(
        "server/discover",
        (_, out) ->
            out.deliver(
                new DiscoverResult(
                    Jsons.object(
                        "{'resultType':'complete','supportedVersions':['2026-07-28'],"
                            + "'capabilities':{'tools':{'listChanged':true},'logging':{},"
                            + "'resources':{'subscribe':true}},'instructions':'Be kind.',"
                            + "'_meta':{'io.modelcontextprotocol/serverInfo':"
                            + "{'name':'scripted','version':'1'}}}"))));
  }

  /** The credential of a request is a name: the principal's own, unless the test says otherwise. */
  Identity identify(HttpRequest request, Authenticator.Occasion occasion) {
    String who = request.headers().first("authorization").orElseThrow();
    if (occasion == Authenticator.Occasion.STAY && hanging.containsKey(who)) {
      await(hanging.get(who));
    }
    return credentials.getOrDefault(who, new Identity.Authenticated(LegacyServer.principal(who)));
  }

  /** From now on nobody can tell whether his credential is still good, until the latch opens. */
  CountDownLatch hang(String who) {
    CountDownLatch answer = new CountDownLatch(1);
    hanging.put(who, answer);
    return answer;
  }

  private static void await(CountDownLatch answer) {
    try {
      answer.await();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  void on(String method, Act act) {
    acts.put(method, act);
  }

  Journey journey() {
    ServerId server = new ServerId("files");
    Seal seal = new Seal(List.of(new SecretKeySpec(new byte[32], "AES")), new SecureRandom());
    return new Journey(
        guard,
        this,
        new Carried(seal, clock),
        (_, _) -> new UsageLimits.Standing.Within(),
        new Patience(Duration.ofMinutes(1), clock),
        ApprovalDesk.closed(),
        Handles.none(),
        new TransparentRouter(server),
        Map.of(server, this),
        _ -> {});
  }

  Doorway doorway() {
    return new Doorway(guard, this, _ -> true);
  }

  Arrivals arrivals() {
    return new Arrivals(clock, this::id);
  }

  ExchangeId id() {
    return new ExchangeId("x-" + ids.incrementAndGet());
  }

  LegacyCore core(LegacyLimits limits) {
    return core(limits, SessionRegister.ofProcess());
  }

  LegacyCore core(LegacyLimits limits, SessionRegister register) {
    return new LegacyCore(
        journey(),
        this,
        register,
        arrivals(),
        limits,
        kept,
        StreamClock.defaults(),
        Challenges.none("a name"),
        new SecureRandom());
  }

  @Override
  public void send(Exchange exchange, Request request, ServerStream out)
      throws InterruptedException {
    if (!(request instanceof Discover)) {
      received.add(request);
    }
    try {
      acts.getOrDefault(request.method(), (asked, to) -> to.deliver(Messages.resultOf(asked)))
          .play(request, out);
    } catch (InterruptedException gone) {
      cancelled.add(request.method());
      throw gone;
    }
  }

  static RequestMeta meta(Request request) {
    return RequestMeta.of(request.params());
  }

  @Override
  public void decided(Exchange exchange, Judgement<ClientMessage> judgement) {
    decided.add(exchange.id());
  }

  @Override
  public void ended(Exchange exchange, Outcome outcome) {}

  @Override
  public void turnedAway(Arrival arrival, Reason reason, String detail) {
    turnedAway.add(reason.wire());
  }
}
