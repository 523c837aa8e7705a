package io.portreeve.gateway.journey;

import io.portreeve.controls.Subjects;
import io.portreeve.gateway.store.StoreUnavailable;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.ExchangeId;
import io.portreeve.guard.Guard;
import io.portreeve.guard.Reason;
import io.portreeve.guard.Subject;
import io.portreeve.guard.UsageLimits;
import io.portreeve.mcp.Invocation;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.Revision;
import io.portreeve.mcp.ServerId;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * The life of an exchange, once a client's message is read: every step of it, on this screen.
 *
 * <ol>
 *   <li>The {@link Router} finds the server, or the servers, and puts the names into their words.
 *   <li>For each server a {@link Leg}: what the client carried for us is unsealed, the request
 *       controls judge, a person where one demands it, the decision is recorded, the judged form is
 *       sent, and every single message of the server is judged by the response controls before it
 *       goes on.
 *   <li>The router puts the names back into the client's words; several answers become one.
 *   <li>Whatever happens, the outcome is recorded and the principal's place given back.
 * </ol>
 */
public final class Journey {
  private final Leg.Steps steps;
  private final Marking marking;
  private final Router router;
  private final Map<ServerId, Upstream> upstreams;
  private final Consumer<ExchangeId> onEnd;

  public Journey(
      Guard guard,
      AuditTrail audit,
      Carried carried,
      UsageLimits limits,
      Patience patience,
      ApprovalDesk approvals,
      Handles handles,
      Router router,
      Map<ServerId, Upstream> upstreams,
      Consumer<ExchangeId> onEnd) {
    this.steps = new Leg.Steps(guard, audit, carried, limits, patience, new Settling(approvals));
    this.marking = new Marking(handles, router);
    this.router = router;
    this.upstreams = Map.copyOf(upstreams);
    this.onEnd = onEnd;
  }

  /** Answers a request: notifications as they come, then exactly one result or failure. */
  public void travel(Doorway.Entry.Open entry, Revision revision, Request request, ServerStream out)
      throws InterruptedException {
    try {
      routed(entry, revision, request, out);
    } catch (StoreUnavailable unknown) {
      // Legs answer for what fails in them: here it is not known which conversation this belongs
      // to.
      String why = String.valueOf(unknown.getMessage());
      steps.audit().turnedAway(entry.arrival(), Reason.STATE_UNAVAILABLE, why);
      Exchange nowhere = entry.exchange(revision, new ServerId(""), request);
      out.deliver(Refusals.answer(nowhere, Reason.STATE_UNAVAILABLE, ""));
    } finally {
      onEnd.accept(entry.arrival().id());
    }
  }

  private void routed(
      Doorway.Entry.Open entry, Revision revision, Request request, ServerStream out)
      throws InterruptedException {
    switch (router.route(request)) {
      case Router.Route.To(ServerId server, Request theirs) -> {
        Marking.Marked marked = marked(entry, revision, server, theirs);
        leg(entry, revision, server, marked.in(theirs), outward(server, marked.telling(out)));
      }
      case Router.Route.ToAll(Map<ServerId, Request> theirs) -> {
        Marking.Marked marked = marked(entry, revision, theirs.keySet().iterator().next(), request);
        new Fan(router, (server, one, to) -> leg(entry, revision, server, marked.in(one), to))
            .travel(request, theirs, marked.telling(out));
      }
      case Router.Route.Nowhere _ -> nowhere(entry, revision, request, out);
    }
  }

  /**
   * A request over its limits marks nothing, so that whoever sends too many cannot make us forget
   * what others said; one that is refused for what it is was paid for.
   */
  private Marking.Marked marked(
      Doorway.Entry.Open entry, Revision revision, ServerId server, Request theirs) {
    return marking.mark(
        entry.principal(),
        theirs,
        () -> steps.isWithinLimits(entry.exchange(revision, server, theirs), theirs));
  }

  private void leg(
      Doorway.Entry.Open entry,
      Revision revision,
      ServerId server,
      Request theirs,
      ServerStream out)
      throws InterruptedException {
    Upstream upstream = Objects.requireNonNull(upstreams.get(server), "router knows the servers");
    new Leg(steps, entry.exchange(revision, server, theirs), out).travel(theirs, upstream);
  }

  private void nowhere(
      Doorway.Entry.Open entry, Revision revision, Request request, ServerStream out)
      throws InterruptedException {
    Exchange exchange = entry.exchange(revision, new ServerId(""), request);
    Reason reason =
        switch (steps.limits().enter(exchange, request)) {
          case UsageLimits.Standing.Within _ -> Reason.UNKNOWN_DEFINITION;
          case UsageLimits.Standing.Over over -> over.reason();
        };
    steps.audit().turnedAway(entry.arrival(), reason, wanted(exchange.server(), request));
    out.deliver(Refusals.answer(exchange, reason, ""));
  }

  /** What was asked for, for the record only. */
  private static String wanted(ServerId nowhere, Request request) {
    if (!(request instanceof Invocation use)) {
      return request.method();
    }
    String name =
        switch (Subjects.of(nowhere, use)) {
          case Subject.OfTool tool -> tool.name().value();
          case Subject.OfPrompt prompt -> prompt.name().value();
          case Subject.OfResource resource -> resource.uri().value();
        };
    return request.method() + " " + name;
  }

  private ServerStream outward(ServerId server, ServerStream out) {
    return message -> out.deliver(router.outward(server, message));
  }
}
