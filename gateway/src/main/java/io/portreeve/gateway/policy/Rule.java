package io.portreeve.gateway.policy;

import io.portreeve.controls.Glob;
import io.portreeve.gateway.config.Phase;
import io.portreeve.gateway.config.RuleSettings;
import io.portreeve.guard.Principal.Authentication;
import io.portreeve.guard.Subject;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One rule, compiled: what it is about, when it speaks, and under which condition. Whether it
 * applies can be asked only where it targets the thing, since elsewhere it would seem to.
 */
record Rule(RuleSettings settings, Demand demand, Optional<Condition> when) {
  /** Whether a rule applies. */
  enum Match {
    APPLIES,
    APPLIES_NOT,
    /** It depends on arguments that are not known yet. */
    DEPENDS,
    /** It would apply to a token that grants more. */
    UNDERSCOPED,
    /** Its condition cannot be evaluated. */
    ERROR,
    /** It depends on what is not known of the message: only where something is not. */
    UNKNOWN
  }

  private static final List<Match> WORST = List.of(Match.ERROR, Match.APPLIES_NOT, Match.UNKNOWN);

  /** It is about the thing that it is asked about. */
  final class Targeting {
    private Targeting() {}

    String name() {
      return settings.name();
    }

    RuleSettings settings() {
      return settings;
    }

    /** Whether it applies when the thing is listed. */
    Match discover(Facts facts) {
      return Rule.this.discover(facts);
    }

    /** Whether it applies when the thing is used. */
    Match call(Facts facts) {
      return Rule.this.call(facts);
    }

    /** What becomes of it when the thing is used. */
    RuleFinding.Outcome outcome(Facts facts) {
      return Rule.this.outcome(facts);
    }

    /** How many scopes a token must grant more than it does. */
    long lacking(Facts facts) {
      return Rule.this.lacking(facts);
    }
  }

  /** For who asks about a thing, whoever he is; nothing if it does not target that. */
  Optional<Targeting> targeting(Facts facts) {
    return targets(facts) ? Optional.of(new Targeting()) : Optional.empty();
  }

  private Match discover(Facts facts) {
    if (!speaks(Phase.DISCOVER, facts)) {
      return Match.APPLIES_NOT;
    }
    boolean depends = when.filter(Condition::readsArguments).isPresent();
    Match condition = depends ? Match.DEPENDS : condition(facts);
    return concerned(facts, both(demanded(facts, demand.listed(facts)), condition));
  }

  private Match call(Facts facts) {
    return speaks(Phase.CALL, facts)
        ? concerned(
            facts, scoped(both(demanded(facts, demand.used(facts)), condition(facts)), facts))
        : Match.APPLIES_NOT;
  }

  /** Somebody whose roles or client are not known may be one whom the rule is about, or not. */
  private Match concerned(Facts facts, Match match) {
    boolean certain = match == Match.APPLIES_NOT || (hasRole(facts) && hasClient(facts));
    return certain ? match : Match.UNKNOWN;
  }

  /**
   * An error on either side is one, whatever the other says; what does not apply on one side does
   * not, whatever is not known on the other.
   */
  private static Match both(Match one, Match other) {
    for (Match worst : WORST) {
      if (one == worst || other == worst) {
        return worst;
      }
    }
    return one == Match.APPLIES ? other : one;
  }

  private Match demanded(Facts facts, Demand.Standing standing) {
    if (facts.gaps().has(Gaps.RELATIONS) && !demand.isNone()) {
      return Match.UNKNOWN;
    }
    return switch (standing) {
      case FULFILLED -> Match.APPLIES;
      case LATER -> Match.DEPENDS;
      case NO_OBJECT, NOT_RELATED -> Match.APPLIES_NOT;
      case ERROR -> Match.ERROR;
    };
  }

  private boolean targets(Facts facts) {
    return oneOrAny(settings.servers(), facts.subject().server().value())
        && patterns(facts.subject()).stream().anyMatch(pattern -> pattern.matches(facts.name()));
  }

  private RuleFinding.Outcome outcome(Facts facts) {
    if (!settings.phases().contains(Phase.CALL)) {
      return RuleFinding.Outcome.OTHER_PHASE;
    }
    if (!hasRole(facts)) {
      return RuleFinding.Outcome.OTHER_ROLES;
    }
    if (!hasClient(facts)) {
      return RuleFinding.Outcome.OTHER_CLIENT;
    }
    return switch (condition(facts)) {
      case APPLIES, DEPENDS, UNDERSCOPED -> outcome(demand.used(facts), facts);
      case APPLIES_NOT -> RuleFinding.Outcome.CONDITION_FALSE;
      case ERROR, UNKNOWN -> RuleFinding.Outcome.CONDITION_FAILED;
    };
  }

  /** Who has no token has no scopes, and nothing to ask for any. */
  private Match scoped(Match match, Facts facts) {
    if (match != Match.APPLIES || lacking(facts) == 0) {
      return match;
    }
    if (facts.gaps().has(Gaps.SCOPES)) {
      return Match.UNKNOWN;
    }
    return facts.exchange().principal().authentication() == Authentication.ACCESS_TOKEN
        ? Match.UNDERSCOPED
        : Match.APPLIES_NOT;
  }

  private long lacking(Facts facts) {
    Set<String> granted = facts.exchange().principal().scopes();
    return settings.scopes().stream().filter(scope -> !granted.contains(scope)).count();
  }

  private RuleFinding.Outcome outcome(Demand.Standing standing, Facts facts) {
    return switch (standing) {
      case FULFILLED ->
          lacking(facts) == 0 ? RuleFinding.Outcome.APPLIES : RuleFinding.Outcome.UNDERSCOPED;
      case LATER, NO_OBJECT -> RuleFinding.Outcome.NO_OBJECT;
      case NOT_RELATED -> RuleFinding.Outcome.NOT_RELATED;
      case ERROR -> RuleFinding.Outcome.RELATION_FAILED;
    };
  }

  private Match condition(Facts facts) {
    if (when.isEmpty()) {
      return Match.APPLIES;
    }
    return switch (when.get().evaluate(facts)) {
      case HOLDS -> Match.APPLIES;
      case FAILS -> Match.APPLIES_NOT;
      case ERROR -> Match.ERROR;
      case UNKNOWN -> Match.UNKNOWN;
    };
  }

  private boolean speaks(Phase phase, Facts facts) {
    return settings.phases().contains(phase)
        && (hasRole(facts) || facts.gaps().has(Gaps.ROLES))
        && (hasClient(facts) || facts.gaps().has(Gaps.CLIENT));
  }

  /** A client that is not known is none that was named. */
  private boolean hasClient(Facts facts) {
    return settings.clients().isEmpty()
        || settings.clients().stream()
            .anyMatch(one -> facts.client().filter(one::matches).isPresent());
  }

  private boolean hasRole(Facts facts) {
    Set<String> roles = facts.exchange().principal().roles();
    return settings.roles().isEmpty() || !Collections.disjoint(settings.roles(), roles);
  }

  private List<Glob> patterns(Subject subject) {
    return switch (subject) {
      case Subject.OfTool _ -> settings.tools();
      case Subject.OfPrompt _ -> settings.prompts();
      case Subject.OfResource _ -> settings.resources();
    };
  }

  private static boolean oneOrAny(List<String> named, String value) {
    return named.isEmpty() || named.contains(value);
  }
}
