package io.portreeve.gateway;

import io.portreeve.controls.Subjects;
import io.portreeve.gateway.Explanation.Ending;
import io.portreeve.gateway.Explanation.Fate;
import io.portreeve.gateway.Explanation.Step;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.ServedEndpoint;
import io.portreeve.gateway.denial.Denial;
import io.portreeve.gateway.denial.Denials;
import io.portreeve.gateway.denial.Refused;
import io.portreeve.gateway.journey.Refusals;
import io.portreeve.gateway.journey.Router;
import io.portreeve.gateway.journey.Seal;
import io.portreeve.gateway.policy.PolicyFault;
import io.portreeve.gateway.policy.RuleFinding;
import io.portreeve.gateway.policy.RulePolicy;
import io.portreeve.gateway.store.Store;
import io.portreeve.guard.Arrival;
import io.portreeve.guard.Decision;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.ExchangeId;
import io.portreeve.guard.Identity;
import io.portreeve.guard.Judgement;
import io.portreeve.guard.Principal;
import io.portreeve.guard.Reason;
import io.portreeve.guard.Subject;
import io.portreeve.mcp.CallTool;
import io.portreeve.mcp.ClientMessage;
import io.portreeve.mcp.Failure;
import io.portreeve.mcp.Invocation;
import io.portreeve.mcp.Notification;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.Result;
import io.portreeve.mcp.Revision;
import io.portreeve.mcp.ServerId;
import io.portreeve.mcp.ServerMessage;
import io.portreeve.mcp.json.JsonObject;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Judges single messages as the gateway would, by the same controls: no server is asked, nothing is
 * forwarded, and nothing is noted in the store.
 *
 * <p>What cannot be known so is assumed in the message's favour, and the explanation says so.
 */
public final class Explainer {
  private static final ExchangeId ID = new ExchangeId("explained");
  private static final String PEER = "127.0.0.1";

  private final Configuration configuration;
  private final Optional<Store> store;
  private final InstantSource clock;
  private final ServedEndpoint endpoint;
  private final Router router;
  private final Optional<ServerId> at;
  private final Denials denials;

  /**
   * An explainer of messages that come to one endpoint, which finds servers as the gateway does.
   *
   * @param endpoint one of those that the configuration serves
   * @param store what the gateway remembers; empty if it never ran
   */
  public Explainer(
      Configuration configuration,
      ServedEndpoint endpoint,
      Optional<Store> store,
      InstantSource clock) {
    this(configuration, endpoint, store, clock, Optional.empty());
  }

  private Explainer(
      Configuration configuration,
      ServedEndpoint endpoint,
      Optional<Store> store,
      InstantSource clock,
      Optional<ServerId> at) {
    this.configuration = configuration;
    this.store = store;
    this.clock = clock;
    this.endpoint = endpoint;
    this.router = EndpointWiring.router(endpoint, Seal.forNow(new SecureRandom()));
    this.at = at;
    this.denials = Denials.of(configuration);
  }

  /** The same for messages at one server, whose names may be that server's own. */
  public Explainer at(ServerId server) {
    return new Explainer(configuration, endpoint, store, clock, Optional.of(server));
  }

  /**
   * What would become of a request, at each server that it would go to.
   *
   * @param who what the sender's credentials prove
   * @throws PolicyFault when a rule does not compile
   */
  public List<Explanation> request(Identity who, Request request) throws PolicyFault {
    return each(who, request, Optional.empty());
  }

  /**
   * What would become of a server's message that is said to this request.
   *
   * @throws PolicyFault when a rule does not compile
   */
  public List<Explanation> reply(Identity who, Request asked, ServerMessage said)
      throws PolicyFault {
    return each(who, asked, Optional.of(said));
  }

  private List<Explanation> each(Identity who, Request asked, Optional<ServerMessage> said)
      throws PolicyFault {
    Arrival arrival = new Arrival(ID, clock.instant(), PEER, who, endpoint.id());
    Judgement<Arrival> door =
        new OfflineGuard(configuration, store, clock).guard().arrival(arrival);
    if (door instanceof Judgement.Refused<Arrival> shut) {
      Fate fate = Fate.off(Ending.REFUSED, shut.reason(), shut.detail(), Optional.empty());
      return List.of(explanation(Optional.empty(), door.decisions(), asked, fate));
    }
    if (!(who instanceof Identity.Authenticated(Principal principal, _))) {
      throw new IllegalStateException("nobody comes in without a name");
    }
    Map<ServerId, Request> routes = routes(asked, said.isPresent());
    if (routes.isEmpty()) {
      Exchange nowhere = exchange(principal, new ServerId(""), asked);
      Fate fate =
          refused(
              nowhere,
              new Judgement.Refused<>(
                  Reason.UNKNOWN_DEFINITION, "no server has a thing of that name", List.of()));
      return List.of(explanation(Optional.empty(), door.decisions(), asked, fate));
    }
    List<Explanation> each = new ArrayList<>();
    for (Map.Entry<ServerId, Request> route : routes.entrySet()) {
      Exchange exchange = exchange(principal, route.getKey(), route.getValue());
      each.add(judged(exchange, route.getValue(), said, door.decisions()));
    }
    return List.copyOf(each);
  }

  /** Names are the server's own where the server is named, and in whatever a server says. */
  private Map<ServerId, Request> routes(Request request, boolean reply) {
    Router.Route route = router.route(request);
    if (at.isPresent()) {
      boolean led = route instanceof Router.Route.To to && to.server().equals(at.get());
      return Map.of(at.get(), led ? ((Router.Route.To) route).request() : request);
    }
    return switch (route) {
      case Router.Route.To(ServerId server, Request theirs) -> Map.of(server, theirs);
      case Router.Route.ToAll(Map<ServerId, Request> all) -> {
        Map<ServerId, Request> each = new LinkedHashMap<>(all);
        each.replaceAll((_, theirs) -> reply ? request : theirs);
        yield each;
      }
      case Router.Route.Nowhere _ -> Map.of();
    };
  }

  private Exchange exchange(Principal principal, ServerId server, Request request) {
    return new Exchange(ID, clock.instant(), PEER, principal, Revision.LATEST, server, request)
        .at(endpoint.id());
  }

  /** Each is judged by a guard of its own, whose notes are about nothing else. */
  private Explanation judged(
      Exchange exchange, Request asked, Optional<ServerMessage> said, List<Decision> door)
      throws PolicyFault {
    OfflineGuard offline = new OfflineGuard(configuration, store, clock);
    if (said.isPresent()) {
      Judgement<ServerMessage> judgement = offline.guard().response(exchange, said.get());
      Fate fate = fate(exchange, said.get(), judgement);
      return new Explanation(
          Optional.of(exchange.server()),
          steps(ListedControl.Judges.SERVERS, judgement.decisions()),
          Wording.of(said.get()),
          fate,
          Optional.empty(),
          denial(exchange.principal().id(), exchange.server().value(), asked, fate),
          offline.notes());
    }
    Judgement<ClientMessage> judgement = offline.guard().request(exchange, asked);
    List<Decision> decisions =
        Stream.concat(door.stream(), judgement.decisions().stream()).toList();
    Fate fate = fate(exchange, judgement);
    return new Explanation(
        Optional.of(exchange.server()),
        steps(ListedControl.Judges.CLIENTS, decisions),
        Wording.of(asked),
        fate,
        rules(offline, exchange, judged(asked, judgement)),
        denial(exchange.principal().id(), exchange.server().value(), asked, fate),
        offline.notes());
  }

  private Explanation explanation(
      Optional<ServerId> server, List<Decision> decisions, Request asked, Fate fate) {
    return new Explanation(
        server,
        steps(ListedControl.Judges.CLIENTS, decisions),
        Wording.of(asked),
        fate,
        Optional.empty(),
        denial("", "", asked, fate),
        List.of());
  }

  private Optional<Denial> denial(String principal, String server, Request asked, Fate fate) {
    Refused what =
        new Refused(
            principal, server, asked instanceof CallTool, subject(server, asked), fate.detail());
    return fate.reason().flatMap(reason -> denials.of(reason, what));
  }

  private static String subject(String server, Request asked) {
    return asked instanceof Invocation use
        ? switch (Subjects.of(new ServerId(server), use)) {
          case Subject.OfTool(_, var name) -> name.value();
          case Subject.OfPrompt(_, var name) -> name.value();
          case Subject.OfResource(_, var uri) -> uri.value();
        }
        : "";
  }

  /** As the policy gets it, if it does; else as it came. */
  private static ClientMessage judged(Request asked, Judgement<ClientMessage> judgement) {
    return judgement instanceof Judgement.Forward<ClientMessage> forward
        ? forward.message()
        : asked;
  }

  private Optional<List<RuleFinding>> rules(
      OfflineGuard offline, Exchange exchange, ClientMessage message) throws PolicyFault {
    if (!(message instanceof Invocation use)) {
      return Optional.empty();
    }
    Subject subject = Subjects.of(exchange.server(), use);
    return Optional.of(
        RulePolicy.compile(configuration.policy(), configuration.labels(), offline.related())
            .findings(exchange, subject, Subjects.arguments(use)));
  }

  /** The controls of the message's side, and for clients those at the door before them. */
  private List<Step> steps(ListedControl.Judges judges, List<Decision> decisions) {
    return ListedControl.under(configuration).stream()
        .filter(control ->
            control.judges() == judges
                || (control.judges() == ListedControl.Judges.ARRIVALS
                    && judges == ListedControl.Judges.CLIENTS))
        .map(control ->
            new Step(
                control,
                decisions.stream()
                    .filter(decision -> decision.control().equals(control.name()))
                    .findFirst()))
        .toList();
  }

  private static Fate fate(Exchange exchange, Judgement<ClientMessage> judgement) {
    return switch (judgement) {
      case Judgement.Forward<ClientMessage> forward ->
          Fate.on(Ending.FORWARDED, Wording.of(forward.message()));
      case Judgement.NeedsApproval<ClientMessage> asks ->
          Fate.off(
              Ending.NEEDS_APPROVAL,
              asks.reason(),
              asks.question(),
              Optional.of(told(exchange, asks.reason(), "")));
      case Judgement.Refused<ClientMessage> no -> refused(exchange, no);
    };
  }

  private Fate fate(Exchange exchange, ServerMessage said, Judgement<ServerMessage> judgement) {
    return switch (judgement) {
      case Judgement.Forward<ServerMessage> forward ->
          Fate.on(Ending.DELIVERED, Wording.of(outward(exchange, forward.message())));
      case Judgement.NeedsApproval<ServerMessage> asks ->
          withheld(exchange, said, asks.reason(), asks.question());
      case Judgement.Refused<ServerMessage> no ->
          withheld(exchange, said, no.reason(), no.detail());
    };
  }

  private ServerMessage outward(Exchange exchange, ServerMessage judged) {
    return router.outward(
        exchange.server(),
        judged instanceof Failure failure ? Refusals.normalized(exchange, failure) : judged);
  }

  private static Fate withheld(
      Exchange exchange, ServerMessage said, Reason reason, String detail) {
    return switch (said) {
      case Notification _ -> Fate.off(Ending.DROPPED, reason, detail, Optional.empty());
      case Result _, Failure _ ->
          Fate.off(
              Ending.WITHHELD,
              reason,
              detail,
              Optional.of(Wording.of(Refusals.instead(said, exchange, reason, detail))));
    };
  }

  private static Fate refused(Exchange exchange, Judgement.Refused<ClientMessage> no) {
    JsonObject told = told(exchange, no.reason(), no.told());
    return Fate.off(Ending.REFUSED, no.reason(), no.detail(), Optional.of(told));
  }

  private static JsonObject told(Exchange exchange, Reason reason, String detail) {
    return Wording.of(Refusals.answer(exchange, reason, detail));
  }
}
