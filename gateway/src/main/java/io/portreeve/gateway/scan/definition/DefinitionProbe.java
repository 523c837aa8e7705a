package io.portreeve.gateway.scan.definition;

import io.portreeve.gateway.config.PolicySettings;
import io.portreeve.gateway.scan.finding.Finding;
import io.portreeve.gateway.scan.finding.Probe;
import io.portreeve.gateway.scan.finding.Progress;
import io.portreeve.gateway.scan.finding.RuleBook;
import java.util.ArrayList;
import java.util.List;

/** Every look at definitions, each by itself and all together. */
public final class DefinitionProbe implements Probe {
  private final Offers offers;
  private final List<DefinitionLook> looks;
  private final Shadowing shadowing;
  private final Combinations combinations;
  private final RuleBook rules = RuleBook.DEFINITIONS;

  /** A look at what the servers offer. */
  public DefinitionProbe(Offers offers, PolicySettings policy, List<Audience> audiences) {
    this.offers = offers;
    this.looks =
        List.of(
            new HiddenText(rules),
            new TextRules(rules, RuleBook.SECRETS),
            new Shapes(rules),
            new Drift(rules));
    this.shadowing = new Shadowing(rules);
    this.combinations = new Combinations(rules, PowerWords.ofFile(), policy, audiences);
  }

  @Override
  public String what() {
    return "definitions";
  }

  @Override
  public List<Finding> look(Progress progress) throws InterruptedException {
    var found = new ArrayList<Finding>();
    Offers.Answer answer = offers.now(progress);
    answer.silent().forEach((server, why) -> found.add(silent(server, why)));
    for (Offered one : answer.offered()) {
      progress.at(one.server() + " " + one.subject());
      looks.forEach(look -> found.addAll(look.of(one)));
    }
    found.addAll(shadowing.of(answer.offered()));
    found.addAll(combinations.of(answer.offered()));
    return found;
  }

  private Finding silent(String server, String why) {
    return new Finding(rules.rule("not-scanned"), server, "definitions", why);
  }
}
