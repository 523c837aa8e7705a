package io.portreeve.controls.improperaccess;

import static io.portreeve.guard.Verdict.deny;
import static io.portreeve.guard.Verdict.pass;

import io.portreeve.controls.EveryReading;
import io.portreeve.controls.Lists;
import io.portreeve.controls.Subjects;
import io.portreeve.guard.Approver;
import io.portreeve.guard.Change;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.Mitigation;
import io.portreeve.guard.OutsideDecisions;
import io.portreeve.guard.OutsideDecisions.Answer;
import io.portreeve.guard.OutsideDecisions.Use;
import io.portreeve.guard.PolicyEngine;
import io.portreeve.guard.Reason;
import io.portreeve.guard.RequestControl;
import io.portreeve.guard.ResponseControl;
import io.portreeve.guard.Subject;
import io.portreeve.guard.Verdict;
import io.portreeve.mcp.Cancelled;
import io.portreeve.mcp.ClientMessage;
import io.portreeve.mcp.Complete;
import io.portreeve.mcp.CompleteResult;
import io.portreeve.mcp.Discover;
import io.portreeve.mcp.Failure;
import io.portreeve.mcp.Invocation;
import io.portreeve.mcp.Listen;
import io.portreeve.mcp.Listing;
import io.portreeve.mcp.Notification;
import io.portreeve.mcp.ResourceUri;
import io.portreeve.mcp.Result;
import io.portreeve.mcp.ServerMessage;
import io.portreeve.mcp.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Authorize access (9b): every use of a tool, prompt, resource, completion or subscription is asked
 * of the policy, with the arguments that will really be sent, and what it allows of the decision
 * point beside it. The policy judges every reading of an address; the decision point is asked once,
 * about the address as it is written.
 *
 * <p>Of the values that complete an argument, those go on with which a use would be allowed: ids of
 * somebody else's objects are not told either.
 *
 * <p>Stands after whatever rewrites, because it must judge what no later control changes.
 */
public final class AccessControlList implements RequestControl, ResponseControl {
  private final PolicyEngine policy;
  private final OutsideDecisions outside;

  public AccessControlList(PolicyEngine policy, OutsideDecisions outside) {
    this.policy = new EveryReading(policy);
    this.outside = outside;
  }

  @Override
  public Mitigation mitigates() {
    return Mitigation.ACCESS_AUTHORIZATION;
  }

  @Override
  public Verdict<ClientMessage> onRequest(Exchange exchange, ClientMessage message) {
    return switch (message) {
      case Invocation invocation -> use(exchange, invocation);
      case Listen listen -> subscription(exchange, listen);
      case Discover _, Listing _, Cancelled _ -> pass(Reason.NOT_CONCERNED);
    };
  }

  @Override
  public Verdict<ServerMessage> onResponse(Exchange exchange, ServerMessage message) {
    return switch (message) {
      case CompleteResult result when exchange.asked() instanceof Complete complete ->
          completions(exchange, complete, result);
      case CompleteResult _ -> deny(Reason.RESPONSE_INVALID, "a completion of another request");
      case Result _, Failure _, Notification _ -> pass(Reason.NOT_CONCERNED);
    };
  }

  private Verdict<ServerMessage> completions(
      Exchange exchange, Complete complete, CompleteResult result) {
    Completion completion = new Completion(exchange.server(), complete);
    List<String> allowed =
        result.texts().stream().filter(value -> isNotDenied(exchange, completion, value)).toList();
    if (allowed.isEmpty()) {
      return cut(result, List.of());
    }
    List<Use> uses = allowed.stream().flatMap(value -> completion.use(value).stream()).toList();
    return switch (outside.ask(exchange, uses)) {
      case Answer.Decided(var decided) -> cut(result, chosen(allowed, decided));
      case Answer.Undecided(Reason reason, String why) -> deny(reason, why);
    };
  }

  private static Verdict<ServerMessage> cut(CompleteResult result, List<String> kept) {
    int hidden = result.texts().size() - kept.size();
    return hidden == 0
        ? pass(Reason.POLICY_ALLOWED)
        : Verdict.rewrite(
            result.withOnly(kept),
            Reason.ENTRIES_HIDDEN,
            List.of(new Change("/completion/values", "hidden", hidden)));
  }

  /** Neither what was asked about, with this value, nor what could be used with it. */
  private boolean isNotDenied(Exchange exchange, Completion completion, String value) {
    return isNotDenied(exchange, completion.about(value))
        && completion.use(value).filter(use -> isNotDenied(exchange, use)).isPresent();
  }

  private boolean isNotDenied(Exchange exchange, Use use) {
    return !(policy.call(exchange, use.thing(), use.arguments())
        instanceof PolicyEngine.Ruling.Deny);
  }

  private Verdict<ClientMessage> use(Exchange exchange, Invocation invocation) {
    Subject thing = Subjects.of(exchange.server(), invocation);
    JsonObject arguments = Subjects.arguments(invocation);
    PolicyEngine.Ruling ruling = policy.call(exchange, thing, arguments);
    if (ruling instanceof PolicyEngine.Ruling.Deny no) {
      return denied(no);
    }
    return switch (outside.ask(exchange, List.of(new Use(thing, arguments)))) {
      case Answer.Decided(var allowed) when allowed.equals(List.of(true)) -> verdict(ruling);
      case Answer.Decided _ ->
          deny(Reason.DECISION_DENIED, "though rule `" + ruling.rule() + "` allows it");
      case Answer.Undecided(Reason reason, String why) ->
          deny(reason, "rule `" + ruling.rule() + "` allows it; " + why);
    };
  }

  private static Verdict<ClientMessage> verdict(PolicyEngine.Ruling ruling) {
    return switch (ruling) {
      case PolicyEngine.Ruling.Allow(_, String otherwise) ->
          otherwise.isEmpty() ? pass(Reason.POLICY_ALLOWED) : pass(Reason.SHADOW_DENIED, otherwise);
      case PolicyEngine.Ruling.RequireApproval(String rule, Approver by, String otherwise) ->
          Verdict.ask(
              "rule `"
                  + rule
                  + "` asks for an approval"
                  + (otherwise.isEmpty() ? "" : "; " + otherwise),
              Reason.APPROVAL_REQUIRED,
              by);
      case PolicyEngine.Ruling.Deny no -> denied(no);
    };
  }

  private static Verdict<ClientMessage> denied(PolicyEngine.Ruling.Deny no) {
    return no.reason() == Reason.SCOPE_INSUFFICIENT
        ? deny(no.reason(), rule(no) + " needs " + no.detail(), no.detail())
        : deny(no.reason(), rule(no));
  }

  /** Which rule it was; that none was, the reason says by itself, and the policy may say why. */
  private static String rule(PolicyEngine.Ruling.Deny no) {
    return no.reason() == Reason.POLICY_NO_RULE ? no.detail() : "rule `" + no.rule() + "`";
  }

  /** A server may honour a part of what is asked for, so what is not allowed is not asked for. */
  private Verdict<ClientMessage> subscription(Exchange exchange, Listen listen) {
    Set<ResourceUri> wanted = new LinkedHashSet<>(listen.filter().resources());
    List<Use> uses =
        wanted.stream()
            .map(uri -> new Subject.OfResource(exchange.server(), uri))
            .map(AccessControlList::reading)
            .filter(use -> isAllowed(exchange, use))
            .toList();
    if (uses.isEmpty()) {
      return cut(exchange, listen, Set.of());
    }
    return switch (outside.ask(exchange, uses)) {
      case Answer.Decided(var allowed) -> {
        List<Subject> things = uses.stream().map(Use::thing).toList();
        yield cut(exchange, listen, Set.copyOf(chosen(things, allowed)));
      }
      case Answer.Undecided(Reason reason, String why) -> deny(reason, why);
    };
  }

  private static Verdict<ClientMessage> cut(
      Exchange exchange, Listen listen, Set<Subject> allowed) {
    return Lists.cut(exchange.server(), listen, allowed::contains, Reason.POLICY_ALLOWED);
  }

  private static Use reading(Subject.OfResource resource) {
    return new Use(resource, JsonObject.empty().with("uri", resource.uri().value()));
  }

  private boolean isAllowed(Exchange exchange, Use use) {
    return policy.call(exchange, use.thing(), use.arguments()) instanceof PolicyEngine.Ruling.Allow;
  }

  private static <T> List<T> chosen(List<T> all, List<Boolean> allowed) {
    List<T> chosen = new ArrayList<>();
    for (int i = 0; i < all.size() && i < allowed.size(); i++) {
      if (allowed.get(i)) {
        chosen.add(all.get(i));
      }
    }
    return List.copyOf(chosen);
  }
}
