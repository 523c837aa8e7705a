package io.portreeve.gateway.journey;

import io.portreeve.guard.ExchangeId;
import io.portreeve.guard.Guard;
import io.portreeve.guard.Identity;
import io.portreeve.guard.Principal;
import io.portreeve.guard.UsageLimits;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.Result;
import io.portreeve.mcp.Revision;
import io.portreeve.mcp.ServerId;
import io.portreeve.mcp.ServerMessage;
import io.portreeve.testkit.Exchanges;
import io.portreeve.testkit.Jsons;
import io.portreeve.testkit.ManualClock;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A journey to two servers that do what a test says, and all that came of it. */
final class Travels {
  static final ServerId FILES = new ServerId("files");
  static final Seal SEAL = Seal.forNow(new SecureRandom());
  static final ServerId MAIL = new ServerId("mail");

  final NotedTrail trail = new NotedTrail();
  final Passing control = new Passing();
  final List<ExchangeId> left = new CopyOnWriteArrayList<>();
  final List<ServerMessage> delivered = new CopyOnWriteArrayList<>();
  UsageLimits limits = (_, _) -> new UsageLimits.Standing.Within();
  Handles handles = Handles.none();
  private final Map<ServerId, Upstream> upstreams = new HashMap<>();

  Travels() {
    server(FILES, (_, _, _) -> {});
    server(MAIL, (_, _, _) -> {});
  }

  void server(ServerId id, Upstream behaviour) {
    upstreams.put(id, behaviour);
  }

  void ask(Request request) throws InterruptedException {
    ask(Exchanges.ANNA, request);
  }

  void ask(Principal principal, Request request) throws InterruptedException {
    Guard guard = new Guard(List.of(), List.of(control), List.of(control));
    Map<ServerId, Upstream> servers = new LinkedHashMap<>(upstreams);
    new Journey(
            guard,
            trail,
            new Carried(SEAL, ManualClock.atNewYear()),
            limits,
            new Patience(Duration.ofMinutes(1), ManualClock.atNewYear()),
            ApprovalDesk.closed(),
            handles,
            new AggregateRouter(List.of(FILES, MAIL), SEAL),
            servers,
            left::add)
        .travel(
            new Doorway.Entry.Open(
                Exchanges.arriving(new Identity.Authenticated(principal)), principal),
            Revision.V2026_07_28,
            request,
            delivered::add);
  }

  /** The one message that ended it. */
  ServerMessage answer() {
    return delivered.getLast();
  }

  static Result result(Request asked, String members) {
    return Result.of(asked, Jsons.object("{'resultType':'complete'," + members + "}"));
  }
}
