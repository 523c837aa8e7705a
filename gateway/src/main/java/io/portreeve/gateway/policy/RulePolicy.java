package io.portreeve.gateway.policy;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;

import io.portreeve.gateway.config.Phase;
import io.portreeve.gateway.config.PolicySettings;
import io.portreeve.gateway.config.RuleSettings;
import io.portreeve.gateway.config.form.Forms;
import io.portreeve.gateway.relations.Related;
import io.portreeve.guard.Approver;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.PolicyEngine;
import io.portreeve.guard.Reason;
import io.portreeve.guard.Subject;
import io.portreeve.mcp.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The rules of one configuration. A thing is discovered when some arguments would be allowed, so a
 * listed tool is callable and an unlisted one never is.
 *
 * <p>Rules that are only tried decide nothing. Where there are any, a ruling says whether they
 * would have made another of it.
 */
public final class RulePolicy implements PolicyEngine {
  private static final int MOST_NAMED = 3;

  private final RuleIndex index;

  /** What the operator says of each server. */
  private final Map<String, Map<String, String>> labels;

  /** The same with the rules that are only tried; empty without such. */
  private final Optional<RulePolicy> tried;

  private RulePolicy(
      RuleLists<Rule> rules, Map<String, Map<String, String>> labels, Optional<RulePolicy> tried) {
    this.index = new RuleIndex(rules);
    this.labels = labels;
    this.tried = tried;
  }

  /** Of how many things it is kept now which rules target them. */
  int known() {
    return index.known();
  }

  private static RulePolicy of(RuleLists<Rule> rules, Map<String, Map<String, String>> labels) {
    RuleLists<Rule> binding = rules.only(rule -> !rule.settings().shadow());
    Optional<RulePolicy> tried =
        binding.equals(rules)
            ? Optional.empty()
            : Optional.of(new RulePolicy(rules, labels, Optional.empty()));
    return new RulePolicy(binding, labels, tried);
  }

  /** Compiles rules where nobody is anything to any object. */
  public static RulePolicy compile(PolicySettings settings) throws PolicyFault {
    return compile(settings, Related.none());
  }

  /** Compiles rules where nothing is said of any server. */
  public static RulePolicy compile(PolicySettings settings, Related related) throws PolicyFault {
    return compile(settings, Map.of(), related);
  }

  /**
   * Compiles the rules.
   *
   * @param labels what the operator says of each server, by its id
   * @throws PolicyFault for the first rule whose condition is no boolean CEL expression
   */
  public static RulePolicy compile(
      PolicySettings settings, Map<String, Map<String, String>> labels, Related related)
      throws PolicyFault {
    Conditions conditions = new Conditions();
    Function<RuleSettings, Demand> demands =
        rule -> Demand.of(rule.objects(), settings.objects(), related);
    return of(
        new RuleLists<>(
            compile(settings.allow(), demands, conditions),
            compile(settings.deny(), demands, conditions),
            compile(settings.approve(), demands, conditions)),
        labels);
  }

  private Facts facts(Exchange exchange, Subject subject, JsonObject arguments, Gaps gaps) {
    Map<String, String> said = labels.getOrDefault(subject.server().value(), Map.of());
    return new Facts(exchange, subject, arguments, said, gaps);
  }

  private static List<Rule> compile(
      List<RuleSettings> rules, Function<RuleSettings, Demand> demands, Conditions conditions)
      throws PolicyFault {
    List<Rule> compiled = new ArrayList<>();
    for (RuleSettings rule : rules) {
      Optional<Condition> when =
          rule.when().isEmpty()
              ? Optional.empty()
              : Optional.of(conditions.of(rule.name(), rule.when().get()));
      compiled.add(new Rule(rule, demands.apply(rule), when));
    }
    return List.copyOf(compiled);
  }

  @Override
  public Ruling discover(Exchange exchange, Subject subject) {
    Facts facts = facts(exchange, subject, JsonObject.empty(), Gaps.none());
    return discover(facts, Doubt.AGAINST);
  }

  private Ruling discover(Facts facts, Doubt doubt) {
    Ruling ruling =
        rule(index.of(facts), new Question(Phase.DISCOVER, facts, doubt)).orElseGet(() -> none(""));
    return tried.map(others -> trying(ruling, others.discover(facts, doubt))).orElse(ruling);
  }

  @Override
  public Ruling call(Exchange exchange, Subject subject, JsonObject arguments) {
    Facts facts = facts(exchange, subject, arguments, Gaps.none());
    return call(facts, Doubt.AGAINST);
  }

  private Ruling call(Facts facts, Doubt doubt) {
    Ruling ruling =
        rule(index.of(facts), new Question(Phase.CALL, facts, doubt))
            .or(() -> underscoped(facts))
            .orElseGet(() -> none(whyNone(facts)));
    return tried.map(others -> trying(ruling, others.call(facts, doubt))).orElse(ruling);
  }

  /** The ruling in force, with what the rules that are only tried would have made of it. */
  private static Ruling trying(Ruling ruling, Ruling otherwise) {
    return switch (ruling) {
      case Ruling.Allow(String rule, _) ->
          new Ruling.Allow(rule, stricter(otherwise, Optional.empty()));
      case Ruling.RequireApproval(String rule, Approver by, _) ->
          new Ruling.RequireApproval(rule, by, stricter(otherwise, Optional.of(by)));
      case Ruling.Deny(Reason reason, String rule, String detail)
          when reason == Reason.POLICY_NO_RULE && !(otherwise instanceof Ruling.Deny) -> {
        String would = "shadow rule `%s` would have allowed it".formatted(otherwise.rule());
        yield new Ruling.Deny(reason, rule, detail.isEmpty() ? would : detail + "; " + would);
      }
      case Ruling.Deny no -> no;
    };
  }

  /** What is stricter about the other ruling; empty if nothing is. */
  private static String stricter(Ruling otherwise, Optional<Approver> asked) {
    return switch (otherwise) {
      case Ruling.Deny no ->
          "shadow rule `%s` would have denied it".formatted(no.rule()) + broken(no);
      case Ruling.RequireApproval(String rule, Approver by, _)
          when asked.filter(one -> one.stricter(by) == one).isEmpty() ->
          "shadow rule `%s` would have asked for an approval of the %s"
              .formatted(rule, Forms.word(by));
      case Ruling.RequireApproval _, Ruling.Allow _ -> "";
    };
  }

  private static String broken(Ruling.Deny no) {
    return no.reason() == Reason.POLICY_ERROR ? ", since it cannot be evaluated" : "";
  }

  /** The same rules, asked about messages of which this is not known. */
  public PolicyEngine without(Gaps gaps, Doubt doubt) {
    return new PolicyEngine() {
      @Override
      public Ruling discover(Exchange exchange, Subject subject) {
        return RulePolicy.this.discover(facts(exchange, subject, JsonObject.empty(), gaps), doubt);
      }

      @Override
      public Ruling call(Exchange exchange, Subject subject, JsonObject arguments) {
        return RulePolicy.this.call(facts(exchange, subject, arguments, gaps), doubt);
      }
    };
  }

  /** What is said of a tool or a prompt by the rules that bind, whoever asks and however. */
  public List<RuleSettings> about(Exchange exchange, Subject subject) {
    Facts facts = facts(exchange, subject, JsonObject.empty(), Gaps.none());
    return index.of(facts).all().map(Rule.Targeting::settings).toList();
  }

  /**
   * The names of the rules that count here, even if another decides: that apply, cannot be
   * evaluated, or allow it for some arguments.
   */
  public Set<String> counting(
      Phase phase, Exchange exchange, Subject subject, JsonObject arguments) {
    if (tried.isPresent()) {
      return tried.get().counting(phase, exchange, subject, arguments);
    }
    Facts facts = facts(exchange, subject, arguments, Gaps.none());
    Question question = new Question(phase, facts, Doubt.AGAINST);
    RuleLists<Rule.Targeting> targeting = index.of(facts);
    Stream<Rule.Targeting> allowing =
        targeting.allow().stream().filter(rule -> question.match(rule) != Rule.Match.APPLIES_NOT);
    Stream<Rule.Targeting> restricting =
        Stream.of(targeting.deny(), targeting.approve())
            .flatMap(List::stream)
            .filter(rule ->
                switch (question.match(rule)) {
                  case APPLIES, ERROR, UNKNOWN -> true;
                  case APPLIES_NOT, DEPENDS, UNDERSCOPED -> false;
                });
    return Stream.concat(allowing, restricting).map(Rule.Targeting::name).collect(toSet());
  }

  /**
   * What becomes of each rule that targets the subject when it is used, in the order of the file.
   */
  public List<RuleFinding> findings(Exchange exchange, Subject subject, JsonObject arguments) {
    if (tried.isPresent()) {
      return tried.get().findings(exchange, subject, arguments);
    }
    Facts facts = facts(exchange, subject, arguments, Gaps.none());
    RuleLists<Rule.Targeting> targeting = index.of(facts);
    return Stream.of(
            findings(RuleFinding.Effect.ALLOW, targeting.allow(), facts),
            findings(RuleFinding.Effect.DENY, targeting.deny(), facts),
            findings(RuleFinding.Effect.APPROVE, targeting.approve(), facts))
        .flatMap(some -> some)
        .toList();
  }

  private static Stream<RuleFinding> findings(
      RuleFinding.Effect effect, List<Rule.Targeting> rules, Facts facts) {
    return rules.stream()
        .map(rule -> new RuleFinding(effect, rule.settings(), rule.outcome(facts)));
  }

  /** What is asked of each rule that targets the thing. */
  private record Question(Phase phase, Facts facts, Doubt doubt) {
    Rule.Match match(Rule.Targeting rule) {
      return switch (phase) {
        case DISCOVER -> rule.discover(facts);
        case CALL -> rule.call(facts);
      };
    }

    Rule.Match ofRestriction(Rule.Targeting rule) {
      return doubt.ofDenial(match(rule));
    }

    Rule.Match ofAllowance(Rule.Targeting rule) {
      return doubt.ofAllowance(match(rule));
    }
  }

  private static Optional<Ruling> rule(RuleLists<Rule.Targeting> rules, Question question) {
    Optional<Ruling> denied = denied(rules.deny(), question);
    if (denied.isPresent()) {
      return denied;
    }
    Optional<Ruling> allowed = allowed(rules.allow(), question);
    return allowed.isPresent() && allowed.get() instanceof Ruling.Allow allow
        ? Optional.of(approved(allow, rules.approve(), question))
        : allowed;
  }

  /** The strictest approval that is asked for; every rule is asked, as above. */
  private static Ruling approved(Ruling allowed, List<Rule.Targeting> approve, Question question) {
    Ruling strictest = allowed;
    for (Rule.Targeting rule : approve) {
      switch (question.ofRestriction(rule)) {
        case APPLIES -> strictest = stricter(strictest, rule);
        case ERROR, UNKNOWN -> {
          return error(rule);
        }
        case APPLIES_NOT, DEPENDS, UNDERSCOPED -> {}
      }
    }
    return strictest;
  }

  private static Ruling stricter(Ruling ruling, Rule.Targeting rule) {
    Approver by = rule.settings().by().orElseThrow();
    return ruling instanceof Ruling.RequireApproval asked
            && asked.approver().stricter(by) == asked.approver()
        ? asked
        : new Ruling.RequireApproval(rule.name(), by);
  }

  /** The rule that asks for least, with all that it asks for: one new token must do. */
  private Optional<Ruling> underscoped(Facts facts) {
    return index.of(facts).allow().stream()
        .filter(rule -> !rule.settings().scopes().isEmpty())
        .filter(rule -> rule.call(facts) == Rule.Match.UNDERSCOPED)
        .min(Comparator.comparingLong(rule -> rule.lacking(facts)))
        .map(rule ->
            new Ruling.Deny(
                Reason.SCOPE_INSUFFICIENT,
                rule.name(),
                String.join(" ", rule.settings().scopes())));
  }

  private static Ruling none(String why) {
    return new Ruling.Deny(Reason.POLICY_NO_RULE, "default", why);
  }

  /** The rules that would have allowed it under another condition: the first place to look. */
  private String whyNone(Facts facts) {
    Map<RuleFinding.Outcome, List<String>> nearly =
        index.of(facts).allow().stream()
            .collect(
                groupingBy(
                    rule -> rule.outcome(facts),
                    mapping(rule -> "`" + rule.name() + "`", toList())));
    return Stream.of(
            why(nearly, RuleFinding.Outcome.CONDITION_FALSE, "the condition does not hold of "),
            why(
                nearly,
                RuleFinding.Outcome.NOT_RELATED,
                "the relation is missing that is asked by "),
            why(nearly, RuleFinding.Outcome.NO_OBJECT, "no object is named to go by for "))
        .filter(text -> !text.isEmpty())
        .collect(joining("; "));
  }

  private static String why(
      Map<RuleFinding.Outcome, List<String>> nearly, RuleFinding.Outcome outcome, String why) {
    List<String> names = nearly.getOrDefault(outcome, List.of());
    return names.isEmpty() ? "" : why + names.stream().limit(MOST_NAMED).collect(joining(", "));
  }

  private static Optional<Ruling> denied(List<Rule.Targeting> deny, Question question) {
    for (Rule.Targeting rule : deny) {
      switch (question.ofRestriction(rule)) {
        case APPLIES -> {
          return Optional.of(new Ruling.Deny(Reason.POLICY_DENIED, rule.name(), "denies it"));
        }
        case ERROR, UNKNOWN -> {
          return Optional.of(error(rule));
        }
        case APPLIES_NOT, DEPENDS, UNDERSCOPED -> {}
      }
    }
    return Optional.empty();
  }

  /** Every rule is asked, so that the answer does not hang on their order when one is broken. */
  private static Optional<Ruling> allowed(List<Rule.Targeting> allow, Question question) {
    Optional<Ruling> allowance = Optional.empty();
    for (Rule.Targeting rule : allow) {
      switch (question.ofAllowance(rule)) {
        case APPLIES, DEPENDS -> {
          if (allowance.isEmpty()) {
            allowance = Optional.of(new Ruling.Allow(rule.name()));
          }
        }
        case ERROR, UNKNOWN -> {
          return Optional.of(error(rule));
        }
        case APPLIES_NOT, UNDERSCOPED -> {}
      }
    }
    return allowance;
  }

  private static Ruling error(Rule.Targeting rule) {
    return new Ruling.Deny(Reason.POLICY_ERROR, rule.name(), "cannot be evaluated");
  }
}
