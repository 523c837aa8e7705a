package io.portreeve.gateway.config;

import io.portreeve.gateway.config.form.Forms;
import io.portreeve.gateway.config.form.Key;
import io.portreeve.gateway.config.form.Section;
import io.portreeve.gateway.config.form.Spot;
import io.portreeve.gateway.config.form.Strength;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;

/**
 * Who may learn of what, and who may use it. Nothing is allowed that no rule of {@code allow}
 * names; a rule of {@code deny} beats every rule of {@code allow}; a rule that cannot be judged
 * denies. The order of the rules does not matter.
 */
public record PolicySettings(List<RuleSettings> allow, List<RuleSettings> deny) {
  static final Key<PolicySettings, List<RuleSettings>> ALLOW =
      Key.of(
          "allow",
          Forms.list(RuleSettings.ALLOW),
          List.of(),
          PolicySettings::allow,
          Strength.permissions(
              RuleSettings::name, "now allows something more", RuleSettings::within),
          "The only things that are allowed. Absent, nothing is.");
  static final Key<PolicySettings, List<RuleSettings>> DENY =
      Key.of(
          "deny",
          Forms.list(RuleSettings.DENY),
          List.of(),
          PolicySettings::deny,
          Strength.prohibitions(
              RuleSettings::name, "no longer denies anything", RuleSettings::within),
          "What is denied although a rule allows it.");

  static final Section<PolicySettings> SECTION =
      Section.of(
              "who may see and use what",
              values -> new PolicySettings(values.get(ALLOW), values.get(DENY)),
              ALLOW,
              DENY)
          .check((_, spot) -> uniqueNames(spot));

  /** Looks at the names as written, so that a rule with another fault hides none of this one. */
  private static void uniqueNames(Spot spot) {
    var seen = new HashSet<String>();
    Stream.of(ALLOW, DENY)
        .flatMap(key -> spot.at(key).items().stream())
        .map(rule -> rule.at(RuleSettings.NAME))
        .filter(name -> name.text().filter(text -> !seen.add(text)).isPresent())
        .forEach(
            name -> name.problem("is the name of an earlier rule", "give every rule its own name"));
  }
}
