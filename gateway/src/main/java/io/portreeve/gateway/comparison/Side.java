package io.portreeve.gateway.comparison;

import io.portreeve.controls.EveryReading;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.PolicySettings;
import io.portreeve.gateway.policy.Doubt;
import io.portreeve.gateway.policy.PolicyFault;
import io.portreeve.gateway.policy.RulePolicy;
import io.portreeve.gateway.relations.Related;
import io.portreeve.gateway.replay.RecordedUse;
import io.portreeve.gateway.replay.Replay;
import io.portreeve.gateway.replay.Replayed;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.ExchangeId;
import io.portreeve.guard.PolicyEngine;
import io.portreeve.guard.PolicyEngine.Ruling;
import io.portreeve.guard.Subject;
import io.portreeve.mcp.ListTools;
import io.portreeve.mcp.Revision;
import io.portreeve.mcp.json.JsonObject;
import java.time.Instant;
import java.util.Set;

/** One of two configurations: what its rules say. */
public final class Side {
  private static final ExchangeId ID = new ExchangeId("comparison");

  private final Configuration configuration;
  private final PolicySettings policy;
  private final RulePolicy rules;
  private final Replay replay;

  /**
   * The rules of a configuration.
   *
   * @param shadow whether rules that are only tried count as if they were in force
   * @throws PolicyFault for the first rule whose condition does not compile
   */
  public Side(Configuration configuration, boolean shadow) throws PolicyFault {
    this.configuration = configuration;
    this.policy = shadow ? configuration.policy().inForce() : configuration.policy();
    this.rules = RulePolicy.compile(policy, configuration.labels(), Related.none());
    this.replay = new Replay(rules);
  }

  public Configuration configuration() {
    return configuration;
  }

  PolicySettings policy() {
    return policy;
  }

  boolean has(Subject subject) {
    return configuration.servers().containsKey(subject.server().value());
  }

  /** A server that is not there gives nothing to anybody. */
  Access access(Caller caller, Subject subject) {
    if (!has(subject)) {
      return Access.NO;
    }
    Exchange exchange =
        new Exchange(
            ID,
            Instant.EPOCH,
            "",
            caller.principal(),
            Revision.LATEST,
            subject.server(),
            new ListTools(JsonObject.empty()));
    if (ruling(caller, exchange, subject, Doubt.IN_FAVOUR) instanceof Ruling.Deny) {
      return Access.NO;
    }
    return switch (ruling(caller, exchange, subject, Doubt.AGAINST)) {
      case Ruling.Allow _ -> Access.YES;
      case Ruling.RequireApproval asked ->
          switch (asked.approver()) {
            case TWO_OPERATORS -> Access.TWO_APPROVE;
            case OPERATOR -> Access.OPERATOR_APPROVES;
            case PAGE, USER -> Access.USER_APPROVES;
          };
      case Ruling.Deny _ -> Access.SOMETIMES;
    };
  }

  private Ruling ruling(Caller caller, Exchange exchange, Subject subject, Doubt doubt) {
    PolicyEngine engine = new EveryReading(rules.without(caller.gaps(), doubt));
    Ruling seen = engine.discover(exchange, subject);
    return seen instanceof Ruling.Deny ? seen : engine.call(exchange, subject, JsonObject.empty());
  }

  Replayed judge(RecordedUse use) {
    return replay.judge(use);
  }

  /** Whether both say of this use's thing the same, word by word. */
  boolean saysTheSame(Side other, RecordedUse use) {
    boolean comparable =
        switch (use.subject()) {
          case Subject.OfTool _, Subject.OfPrompt _ -> true;
          // Rules of other readings of its address count, too.
          case Subject.OfResource _ -> false;
        };
    return comparable
        && policy.objects().equals(other.policy.objects())
        && configuration.labels().equals(other.configuration.labels())
        && Set.copyOf(rules.about(use.exchange(), use.subject()))
            .equals(Set.copyOf(other.rules.about(use.exchange(), use.subject())));
  }
}
