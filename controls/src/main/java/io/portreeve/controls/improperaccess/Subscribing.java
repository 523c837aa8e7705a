package io.portreeve.controls.improperaccess;

import static io.portreeve.guard.Verdict.deny;

import io.portreeve.controls.Lists;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.OutsideDecisions;
import io.portreeve.guard.OutsideDecisions.Answer;
import io.portreeve.guard.OutsideDecisions.Use;
import io.portreeve.guard.PolicyEngine;
import io.portreeve.guard.Reason;
import io.portreeve.guard.Subject;
import io.portreeve.guard.Verdict;
import io.portreeve.mcp.ClientMessage;
import io.portreeve.mcp.Listen;
import io.portreeve.mcp.ResourceUri;
import io.portreeve.mcp.json.JsonObject;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which resources may be subscribed to: those that may be read without asking anybody. A server may
 * honour a part of what is asked for, so what is not allowed is not asked for.
 */
record Subscribing(PolicyEngine policy, OutsideDecisions outside) {

  Verdict<ClientMessage> judge(Exchange exchange, Listen listen) {
    Set<ResourceUri> wanted = new LinkedHashSet<>(listen.filter().resources());
    List<Use> uses =
        wanted.stream()
            .map(uri -> new Subject.OfResource(exchange.server(), uri))
            .map(Subscribing::reading)
            .filter(use -> isAllowed(exchange, use))
            .toList();
    if (uses.isEmpty()) {
      return cut(exchange, listen, Set.of());
    }
    return switch (outside.ask(exchange, uses)) {
      case Answer.Decided decided -> {
        List<Subject> things = uses.stream().map(Use::thing).toList();
        yield cut(exchange, listen, Set.copyOf(decided.allowed(things)));
      }
      case Answer.Undecided(Reason reason, String why) -> deny(reason, why);
    };
  }

  private static Use reading(Subject.OfResource resource) {
    return new Use(resource, JsonObject.empty().with("uri", resource.uri().value()));
  }

  private boolean isAllowed(Exchange exchange, Use use) {
    return policy.call(exchange, use.thing(), use.arguments()) instanceof PolicyEngine.Ruling.Allow;
  }

  private static Verdict<ClientMessage> cut(
      Exchange exchange, Listen listen, Set<Subject> allowed) {
    return Lists.cut(exchange.server(), listen, allowed::contains, Reason.POLICY_ALLOWED);
  }
}
