package io.portreeve.gateway.downstream;

import io.portreeve.gateway.http.HttpFields;
import io.portreeve.gateway.http.HttpReply;
import io.portreeve.gateway.http.HttpRequest;
import io.portreeve.gateway.journey.AuditTrail;
import io.portreeve.gateway.journey.Doorway;
import io.portreeve.guard.Answer;
import io.portreeve.guard.Arrival;
import io.portreeve.guard.ExchangeId;
import io.portreeve.guard.Identity;
import io.portreeve.guard.Reason;
import io.portreeve.mcp.ErrorCode;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What every HTTP request passes before anything that it says is read: an allowed host and origin,
 * and a credential that proves somebody. The era of the message plays no part.
 */
public final class Door {
  private final Origins origins;
  private final Authenticator authenticator;
  private final Doorway doorway;
  private final AuditTrail audit;
  private final InstantSource clock;
  private final Supplier<ExchangeId> ids;

  public Door(
      Origins origins,
      Authenticator authenticator,
      Doorway doorway,
      AuditTrail audit,
      InstantSource clock,
      Supplier<ExchangeId> ids) {
    this.origins = origins;
    this.authenticator = authenticator;
    this.doorway = doorway;
    this.audit = audit;
    this.clock = clock;
    this.ids = ids;
  }

  /** Lets the sender in, or answers the request and gives nothing. */
  Optional<Doorway.Entry.Open> enter(HttpRequest request, HttpReply reply) {
    if (!origins.allow(request)) {
      audit.turnedAway(arrival(request, new Identity.Absent()), Reason.ORIGIN_REFUSED, "");
      Answers.unread(
          reply, HttpStatus.FORBIDDEN, ErrorCode.REFUSED, "this host or origin is not allowed");
      return Optional.empty();
    }
    return switch (doorway.enter(arrival(request, authenticator.identify(request)))) {
      case Doorway.Entry.Open open -> Optional.of(open);
      case Doorway.Entry.Shut shut -> turnAway(shut, reply);
    };
  }

  /**
   * Who answers for what a request with this head makes us read; nobody, if it would be turned
   * away. Nothing is recorded: the request itself comes next.
   */
  Optional<String> sender(HttpRequest head) {
    return origins.allow(head)
            && authenticator.identify(head) instanceof Identity.Authenticated known
        ? Optional.of(known.principal().id())
        : Optional.empty();
  }

  private static Optional<Doorway.Entry.Open> turnAway(Doorway.Entry.Shut shut, HttpReply reply) {
    if (shut.reason().answer() == Answer.TOO_MANY) {
      Answers.tooMany(reply);
    } else {
      Answers.unread(
          reply,
          HttpStatus.UNAUTHORIZED,
          HttpFields.of("www-authenticate", "Bearer"),
          ErrorCode.REFUSED,
          "not authenticated: send a valid key as `Authorization: Bearer KEY`");
    }
    return Optional.empty();
  }

  private Arrival arrival(HttpRequest request, Identity identity) {
    String peer = request.peer().remote().getAddress().getHostAddress();
    return new Arrival(ids.get(), clock.instant(), peer, identity);
  }
}
