package io.portreeve.gateway.journey;

import io.portreeve.gateway.store.StoreUnavailable;
import io.portreeve.guard.Arrival;
import io.portreeve.guard.Credential;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.Guard;
import io.portreeve.guard.Identity;
import io.portreeve.guard.Judgement;
import io.portreeve.guard.Principal;
import io.portreeve.guard.Reason;
import io.portreeve.mcp.ClientMessage;
import io.portreeve.mcp.Revision;
import io.portreeve.mcp.ServerId;
import java.util.function.Predicate;

/** Decides who may speak at all, before anything that they say is read. */
public final class Doorway {
  private final Guard guard;
  private final AuditTrail audit;
  private final Predicate<Principal> withinLimits;

  /**
   * @param withinLimits counts one message of a principal, whatever it will turn out to be, and
   *     says whether he may send it
   */
  public Doorway(Guard guard, AuditTrail audit, Predicate<Principal> withinLimits) {
    this.guard = guard;
    this.audit = audit;
    this.withinLimits = withinLimits;
  }

  /** Who came in, or why not. */
  public sealed interface Entry {
    /** The principal may speak. */
    record Open(Arrival arrival, Principal principal) implements Entry {
      /** One message of his on its way to one server. */
      public Exchange exchange(Revision revision, ServerId server, ClientMessage asked) {
        return new Exchange(
            arrival.id(),
            arrival.at(),
            arrival.peer(),
            principal,
            credential(),
            revision,
            arrival.endpoint(),
            server,
            asked);
      }

      private Credential credential() {
        return arrival.identity() instanceof Identity.Authenticated known
            ? known.credential()
            : Credential.lasting();
      }
    }

    /** Turned away, and recorded. */
    record Shut(Reason reason) implements Entry {}
  }

  public Entry enter(Arrival arrival) {
    return switch (guard.arrival(arrival)) {
      case Judgement.Forward<Arrival> forward -> admit(forward.message());
      case Judgement.NeedsApproval<Arrival> _ -> shut(arrival, Reason.APPROVAL_REQUIRED, "");
      case Judgement.Refused<Arrival> refused -> shut(arrival, refused.reason(), refused.detail());
    };
  }

  /** Whoever's messages cannot be counted now may not send any. */
  private Entry admit(Arrival arrival) {
    try {
      return counted(arrival);
    } catch (StoreUnavailable uncounted) {
      return shut(arrival, Reason.STATE_UNAVAILABLE, String.valueOf(uncounted.getMessage()));
    }
  }

  private Entry counted(Arrival arrival) {
    return switch (arrival.identity()) {
      case Identity.Authenticated known when withinLimits.test(known.principal()) ->
          new Entry.Open(arrival, known.principal());
      case Identity.Authenticated _ ->
          shut(arrival, Reason.RATE_EXCEEDED, "messages per minute, of any kind");
      case Identity.Absent _ -> shut(arrival, Reason.CREDENTIAL_MISSING, "");
      case Identity.Rejected rejected -> shut(arrival, rejected.reason(), rejected.detail());
    };
  }

  private Entry shut(Arrival arrival, Reason reason, String detail) {
    audit.turnedAway(arrival, reason, detail);
    return new Entry.Shut(reason);
  }
}
