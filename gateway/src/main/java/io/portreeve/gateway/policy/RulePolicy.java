package io.portreeve.gateway.policy;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;

import io.portreeve.gateway.config.Phase;
import io.portreeve.gateway.config.PolicySettings;
import io.portreeve.gateway.config.RuleSettings;
import io.portreeve.gateway.relations.Related;
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
import java.util.concurrent.ConcurrentHashMap;
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

  /** Of so many things it is kept which rules name them; callers may invent more. */
  static final int MOST_THINGS = 4096;

  private final List<Rule> allow;
  private final List<Rule> deny;
  private final Map<Subject, Naming> naming = new ConcurrentHashMap<>();

  /** What the operator says of each server. */
  private final Map<String, Map<String, String>> labels;

  /** The same with the rules that are only tried; empty without such. */
  private final Optional<RulePolicy> tried;

  private RulePolicy(
      List<Rule> allow,
      List<Rule> deny,
      Map<String, Map<String, String>> labels,
      Optional<RulePolicy> tried) {
    this.allow = List.copyOf(allow);
    this.deny = List.copyOf(deny);
    this.labels = labels;
    this.tried = tried;
  }

  /** The rules that name one thing, in the order of the file: most rules name others. */
  private record Naming(List<Rule> allow, List<Rule> deny) {}

  /** Of how many things it is kept now which rules name them. */
  int known() {
    return naming.size();
  }

  private Naming naming(Facts facts) {
    Naming known = naming.get(facts.subject());
    if (known != null) {
      return known;
    }
    Naming found =
        new Naming(
            allow.stream().filter(rule -> rule.names(facts)).toList(),
            deny.stream().filter(rule -> rule.names(facts)).toList());
    if (naming.size() >= MOST_THINGS) {
      naming.clear(); // what is used will be back
    }
    naming.put(facts.subject(), found);
    return found;
  }

  private static RulePolicy of(
      List<Rule> allow, List<Rule> deny, Map<String, Map<String, String>> labels) {
    List<Rule> allowing = binding(allow);
    List<Rule> denying = binding(deny);
    boolean all = allowing.size() == allow.size() && denying.size() == deny.size();
    Optional<RulePolicy> tried =
        all ? Optional.empty() : Optional.of(new RulePolicy(allow, deny, labels, Optional.empty()));
    return new RulePolicy(allowing, denying, labels, tried);
  }

  private static List<Rule> binding(List<Rule> rules) {
    return rules.stream().filter(rule -> !rule.settings().shadow()).toList();
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
        compile(settings.allow(), demands, conditions),
        compile(settings.deny(), demands, conditions),
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
              : Optional.of(conditions.compile(rule.name(), rule.when().get()));
      compiled.add(new Rule(rule, demands.apply(rule), when));
    }
    return compiled;
  }

  @Override
  public Ruling discover(Exchange exchange, Subject subject) {
    Facts facts = facts(exchange, subject, JsonObject.empty(), Gaps.none());
    return discover(facts, Doubt.AGAINST);
  }

  private Ruling discover(Facts facts, Doubt doubt) {
    Ruling ruling =
        rule(naming(facts), rule -> rule.discover(facts), doubt).orElseGet(() -> none(""));
    return tried.map(others -> trying(ruling, others.discover(facts, doubt))).orElse(ruling);
  }

  @Override
  public Ruling call(Exchange exchange, Subject subject, JsonObject arguments) {
    Facts facts = facts(exchange, subject, arguments, Gaps.none());
    return call(facts, Doubt.AGAINST);
  }

  private Ruling call(Facts facts, Doubt doubt) {
    Ruling ruling =
        rule(naming(facts), rule -> rule.call(facts), doubt)
            .or(() -> underscoped(facts))
            .orElseGet(() -> none(whyNone(facts)));
    return tried.map(others -> trying(ruling, others.call(facts, doubt))).orElse(ruling);
  }

  /** The ruling in force, with what the rules that are only tried would have made of it. */
  private static Ruling trying(Ruling ruling, Ruling otherwise) {
    if (ruling instanceof Ruling.Allow(String rule, _) && otherwise instanceof Ruling.Deny no) {
      return new Ruling.Allow(
          rule, "shadow rule `%s` would have denied it".formatted(no.rule()) + broken(no));
    }
    if (ruling instanceof Ruling.Deny(Reason reason, String rule, String detail)
        && reason == Reason.POLICY_NO_RULE
        && otherwise instanceof Ruling.Allow yes) {
      String would = "shadow rule `%s` would have allowed it".formatted(yes.rule());
      return new Ruling.Deny(reason, rule, detail.isEmpty() ? would : detail + "; " + would);
    }
    return ruling;
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
    return Stream.concat(allow.stream(), deny.stream())
        .filter(rule -> rule.names(facts))
        .map(Rule::settings)
        .toList();
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
    Stream<Rule> allowing =
        allow.stream().filter(rule -> match(rule, phase, facts) != Rule.Match.APPLIES_NOT);
    Stream<Rule> denying =
        deny.stream()
            .filter(rule ->
                switch (match(rule, phase, facts)) {
                  case APPLIES, ERROR, UNKNOWN -> true;
                  case APPLIES_NOT, DEPENDS, UNDERSCOPED -> false;
                });
    return Stream.concat(allowing, denying).map(Rule::name).collect(toSet());
  }

  /** What becomes of each rule that names the subject when it is used, in the order of the file. */
  public List<RuleFinding> findings(Exchange exchange, Subject subject, JsonObject arguments) {
    if (tried.isPresent()) {
      return tried.get().findings(exchange, subject, arguments);
    }
    Facts facts = facts(exchange, subject, arguments, Gaps.none());
    return Stream.concat(
            allow.stream().flatMap(rule -> finding(true, rule, facts)),
            deny.stream().flatMap(rule -> finding(false, rule, facts)))
        .toList();
  }

  private static Stream<RuleFinding> finding(boolean allows, Rule rule, Facts facts) {
    return rule.names(facts)
        ? Stream.of(new RuleFinding(allows, rule.settings(), rule.outcome(facts)))
        : Stream.empty();
  }

  private static Rule.Match match(Rule rule, Phase phase, Facts facts) {
    return switch (phase) {
      case DISCOVER -> rule.discover(facts);
      case CALL -> rule.call(facts);
    };
  }

  private static Optional<Ruling> rule(
      Naming rules, Function<Rule, Rule.Match> match, Doubt doubt) {
    return denied(rules.deny(), match.andThen(doubt::ofDenial))
        .or(() -> allowed(rules.allow(), match.andThen(doubt::ofAllowance)));
  }

  /** The rule that asks for least, with all that it asks for: one new token must do. */
  private Optional<Ruling> underscoped(Facts facts) {
    return allow.stream()
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
        allow.stream()
            .filter(rule -> rule.names(facts))
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

  private static Optional<Ruling> denied(List<Rule> deny, Function<Rule, Rule.Match> match) {
    for (Rule rule : deny) {
      switch (match.apply(rule)) {
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
  private static Optional<Ruling> allowed(List<Rule> allow, Function<Rule, Rule.Match> match) {
    Optional<Ruling> allowance = Optional.empty();
    for (Rule rule : allow) {
      switch (match.apply(rule)) {
        case APPLIES, DEPENDS ->
            allowance = allowance.or(() -> Optional.of(new Ruling.Allow(rule.name())));
        case ERROR, UNKNOWN -> {
          return Optional.of(error(rule));
        }
        case APPLIES_NOT, UNDERSCOPED -> {}
      }
    }
    return allowance;
  }

  private static Ruling error(Rule rule) {
    return new Ruling.Deny(Reason.POLICY_ERROR, rule.name(), "cannot be evaluated");
  }
}
