package io.portreeve.gateway.config;

import io.portreeve.gateway.config.form.Forms;
import io.portreeve.gateway.config.form.Key;
import io.portreeve.gateway.config.form.Section;
import io.portreeve.gateway.config.form.Strength;
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
          .check((_, spot) ->
              UniqueNames.check(
                  "rule",
                  RuleSettings.NAME,
                  Stream.of(ALLOW, DENY).flatMap(key -> spot.at(key).items().stream())));
}
