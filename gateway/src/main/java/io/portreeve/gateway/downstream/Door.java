package io.portreeve.gateway.downstream;

import io.portreeve.gateway.http.HttpReply;
import io.portreeve.gateway.http.HttpRequest;
import io.portreeve.gateway.journey.AuditTrail;
import io.portreeve.gateway.journey.Doorway;
import io.portreeve.guard.Answer;
import io.portreeve.guard.Arrival;
import io.portreeve.guard.EndpointId;
import io.portreeve.guard.Identity;
import io.portreeve.guard.Reason;
import io.portreeve.mcp.ErrorCode;
import java.util.Optional;

/**
 * What every HTTP request passes before anything that it says is read: an allowed host and origin,
 * and a credential that proves somebody. The era of the message plays no part.
 */
public final class Door {
  private final EndpointId endpoint;
  private final Origins origins;
  private final Authenticator authenticator;
  private final Challenges challenges;
  private final Doorway doorway;
  private final AuditTrail audit;
  private final Arrivals arrivals;

  /** The door of one endpoint. */
  public Door(
      EndpointId endpoint,
      Origins origins,
      Authenticator authenticator,
      Challenges challenges,
      Doorway doorway,
      AuditTrail audit,
      Arrivals arrivals) {
    this.endpoint = endpoint;
    this.origins = origins;
    this.authenticator = authenticator;
    this.challenges = challenges;
    this.doorway = doorway;
    this.audit = audit;
    this.arrivals = arrivals;
  }

  /** Lets the sender in, or answers the request and gives nothing. */
  Optional<Doorway.Entry.Open> enter(HttpRequest request, HttpReply reply) {
    Optional<String> stranger = origins.stranger(request);
    if (stranger.isPresent()) {
      audit.turnedAway(
          arrival(request, new Identity.Absent()), Reason.ORIGIN_REFUSED, stranger.get());
      Answers.unread(
          reply, HttpStatus.FORBIDDEN, ErrorCode.REFUSED, "this host or origin is not allowed");
      return Optional.empty();
    }
    return switch (doorway.enter(arrival(request, identity(request)))) {
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
            && authenticator.identify(head, Authenticator.Occasion.HEAD)
                instanceof Identity.Authenticated known
        ? Optional.of(known.principal().id())
        : Optional.empty();
  }

  private Identity identity(HttpRequest request) {
    return authenticator.identify(request, Authenticator.Occasion.ENTRY);
  }

  private Optional<Doorway.Entry.Open> turnAway(Doorway.Entry.Shut shut, HttpReply reply) {
    if (shut.reason().answer() == Answer.TOO_MANY) {
      Answers.tooMany(reply);
    } else if (shut.reason().answer() == Answer.UNAVAILABLE) {
      Answers.unavailable(
          reply,
          shut.reason() == Reason.CREDENTIAL_UNCHECKED
              ? "the credential cannot be checked now: try again later"
              : "the request cannot be judged now: try again later");
    } else if (shut.reason() == Reason.CREDENTIAL_INSUFFICIENT) {
      refuse(shut, reply, HttpStatus.FORBIDDEN, "the credential is not good for enough");
    } else if (shut.reason().answer() == Answer.FORBIDDEN) {
      // Another token of the same user would help as little, so no challenge asks for one.
      Answers.unread(reply, HttpStatus.FORBIDDEN, ErrorCode.REFUSED, "refused by policy");
    } else {
      String text = "not authenticated: send " + challenges.wanted();
      refuse(shut, reply, HttpStatus.UNAUTHORIZED, text);
    }
    return Optional.empty();
  }

  private void refuse(Doorway.Entry.Shut shut, HttpReply reply, int status, String text) {
    Answers.unread(reply, status, challenges.of(shut.reason()), ErrorCode.REFUSED, text);
  }

  private Arrival arrival(HttpRequest request, Identity identity) {
    return arrivals.of(request, identity, endpoint);
  }
}
