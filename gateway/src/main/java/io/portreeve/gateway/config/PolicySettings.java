package io.portreeve.gateway.config;

import io.portreeve.gateway.config.form.Forms;
import io.portreeve.gateway.config.form.Key;
import io.portreeve.gateway.config.form.Section;
import io.portreeve.gateway.config.form.Spot;
import io.portreeve.gateway.config.form.Strength;
import io.portreeve.gateway.config.form.Values;
import io.portreeve.gateway.config.form.Words;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who may learn of what, and who may use it. Nothing is allowed that no rule of {@code allow}
 * names; a rule of {@code deny} beats every other; what a rule of {@code approve} speaks of is
 * allowed with an approval only; a rule that cannot be judged denies. The order of the rules does
 * not matter.
 *
 * @param objects the types of object that rules speak of, by name
 * @param decisionPoint who else must allow a use; empty: nobody
 */
public record PolicySettings(
    Map<String, ObjectSettings> objects,
    List<RuleSettings> allow,
    List<RuleSettings> deny,
    List<RuleSettings> approve,
    Optional<DecisionPointSettings> decisionPoint) {
  static final Key<PolicySettings, Map<String, ObjectSettings>> OBJECTS =
      Key.of(
          "objects",
          Forms.entries(ObjectSettings.type(), ObjectSettings.SECTION),
          Map.of(),
          PolicySettings::objects,
          Strength.declarations("is no longer declared"),
          "Types of object that rules speak of, and where a use names one.");
  static final Key<PolicySettings, List<RuleSettings>> ALLOW =
      Key.of(
          "allow",
          Forms.list(RuleSettings.ALLOW),
          List.of(),
          PolicySettings::allow,
          binding(
              Strength.permissions(
                  RuleSettings::name, "now allows something more", RuleSettings::within)),
          "The only things that are allowed. Absent, nothing is.");
  static final Key<PolicySettings, List<RuleSettings>> DENY =
      Key.of(
          "deny",
          Forms.list(RuleSettings.DENY),
          List.of(),
          PolicySettings::deny,
          binding(
              Strength.prohibitions(
                  RuleSettings::name, "no longer denies anything", RuleSettings::within)),
          "What is denied although a rule allows it.");

  static final Key<PolicySettings, List<RuleSettings>> APPROVE =
      Key.of(
          "approve",
          Forms.list(RuleSettings.APPROVE),
          List.of(),
          PolicySettings::approve,
          binding(
              Strength.prohibitions(
                  RuleSettings::name, "no longer asks for any approval", RuleSettings::within)),
          "What a person has to approve although a rule allows it.");

  static final Key<PolicySettings, Optional<DecisionPointSettings>> DECISION_POINT =
      Key.optional(
          "decision-point",
          DecisionPointSettings.SECTION,
          PolicySettings::decisionPoint,
          Strength.inside(
              DecisionPointSettings.SECTION,
              Strength.absentIsWeaker("no longer has a say in what rules allow")),
          "An outside decision point (OpenID AuthZEN) that must allow each use, too; absent, the"
              + " rules decide alone.");

  static final Section<PolicySettings> SECTION =
      Section.of(
              "who may see and use what",
              values ->
                  new PolicySettings(
                      values.get(OBJECTS),
                      values.get(ALLOW),
                      values.get(DENY),
                      values.get(APPROVE),
                      values.get(DECISION_POINT)),
              OBJECTS,
              ALLOW,
              DENY,
              APPROVE,
              DECISION_POINT)
          .check(PolicySettings::knownObjects, OBJECTS, ALLOW)
          .check((_, spot) ->
              UniqueNames.check(
                  "rule",
                  RuleSettings.NAME,
                  Stream.of(ALLOW, DENY, APPROVE).flatMap(key -> spot.at(key).items().stream())));

  /** One without objects. */
  public PolicySettings(List<RuleSettings> allow, List<RuleSettings> deny) {
    this(Map.of(), allow, deny);
  }

  /** One where the rules decide alone. */
  public PolicySettings(
      Map<String, ObjectSettings> objects, List<RuleSettings> allow, List<RuleSettings> deny) {
    this(objects, allow, deny, List.of(), Optional.empty());
  }

  private static void knownObjects(Values values, Spot spot) {
    List<Spot> rules = spot.at(ALLOW).items();
    for (int i = 0; i < rules.size(); i++) {
      Spot objects = rules.get(i).at(RuleSettings.OBJECTS);
      values
          .get(ALLOW)
          .get(i)
          .objects()
          .forEach((type, relation) ->
              fault(Optional.ofNullable(values.get(OBJECTS).get(type)), relation)
                  .ifPresent(fault -> objects.at(type).problem(fault.what(), fault.fix())));
    }
  }

  private record Fault(String what, String fix) {}

  private static Optional<Fault> fault(Optional<ObjectSettings> object, String relation) {
    if (object.isEmpty()) {
      return Optional.of(
          new Fault("is no type of object here", "declare it under `policy.objects`"));
    }
    if (!object.get().known().contains(relation)) {
      String known = String.join(", ", object.get().known());
      return Optional.of(
          new Fault(
              Words.quoted(relation) + " is no relation of this type", "name one of " + known));
    }
    return object.get().namedBy().isEmpty()
        ? Optional.of(
            new Fault("is never named by a use", "say where its id stands, with `named-by`"))
        : Optional.empty();
  }

  /** All rules, in the order of these lists. */
  public Stream<RuleSettings> rules() {
    return Stream.of(allow, deny, approve).flatMap(List::stream);
  }

  /** The same with every rule in force that is only tried. */
  public PolicySettings inForce() {
    return new PolicySettings(
        objects, inForce(allow), inForce(deny), inForce(approve), decisionPoint);
  }

  private static List<RuleSettings> inForce(List<RuleSettings> rules) {
    return rules.stream().map(RuleSettings::inForce).toList();
  }

  /** The same without the rules that are only tried: what binds. */
  public PolicySettings binding() {
    return new PolicySettings(
        objects, binding(allow), binding(deny), binding(approve), decisionPoint);
  }

  /** Rules that are only tried make nothing weaker, and keep nothing strong. */
  private static Strength<List<RuleSettings>> binding(Strength<List<RuleSettings>> strength) {
    return (path, before, after, shown) ->
        strength.weaker(path, binding(before), binding(after), shown);
  }

  private static List<RuleSettings> binding(List<RuleSettings> rules) {
    return rules.stream().filter(rule -> !rule.shadow()).toList();
  }
}
