package io.portreeve.gateway.config;

import static java.util.stream.Collectors.toMap;

import io.portreeve.controls.Glob;
import io.portreeve.controls.confuseddeputy.DelegationRules;
import io.portreeve.gateway.config.form.Forms;
import io.portreeve.gateway.config.form.Key;
import io.portreeve.gateway.config.form.Section;
import io.portreeve.gateway.config.form.Spot;
import io.portreeve.gateway.config.form.Strength;
import io.portreeve.gateway.config.form.Values;
import io.portreeve.gateway.config.form.Words;
import java.util.List;
import java.util.Map;

/**
 * Who may act for somebody else, as tokens say it (RFC 8693).
 *
 * @param longest how many may act one after another
 * @param requiredOf clients whose tokens must name an actor
 * @param actors who may act, by the names that issuers give them
 */
public record DelegationSettings(
    int longest, List<Glob> requiredOf, Map<String, ActorSettings> actors) {

  static final Key<DelegationSettings, Integer> LONGEST =
      Key.of(
          "longest-chain",
          Forms.integer(1, 8),
          2,
          DelegationSettings::longest,
          Strength.greaterIsWeaker(),
          "How many may have acted for the principal one after another, the one who acts now too.");
  static final Key<DelegationSettings, List<Glob>> REQUIRED_OF =
      Key.of(
          "required-of",
          Forms.list(Scalars.callers()),
          List.of(),
          DelegationSettings::requiredOf,
          Strength.fewerIsWeaker(),
          "The clients that never come for a principal himself: tokens of theirs must name an"
              + " actor.");
  static final Key<DelegationSettings, Map<String, ActorSettings>> ACTORS =
      Key.required(
          "actors",
          Forms.someEntries(Scalars.client(), ActorSettings.SECTION),
          DelegationSettings::actors,
          Strength.sections(ActorSettings.SECTION, "may now act for others"),
          "Who may act for others, by the name after that of the issuer: `corp/agent`.");

  static final Section<DelegationSettings> SECTION =
      Section.of(
              "who may act for somebody else",
              values ->
                  new DelegationSettings(
                      values.get(LONGEST), values.get(REQUIRED_OF), values.get(ACTORS)),
              LONGEST,
              REQUIRED_OF,
              ACTORS)
          .check(DelegationSettings::namedHops, ACTORS);

  /** A name that is none would only show when everybody is refused. */
  private static void namedHops(Values values, Spot spot) {
    Map<String, ActorSettings> actors = values.get(ACTORS);
    actors.values().stream()
        .flatMap(actor -> actor.rule().after().stream())
        .filter(name -> !actors.containsKey(name))
        .distinct()
        .forEach(name ->
            spot.at(ACTORS)
                .problem(
                    "has an `after` with " + Words.quoted(name) + ", which is none of them",
                    "write `principal` or the name of another actor here"));
  }

  public DelegationRules rules() {
    return new DelegationRules(
        longest,
        requiredOf,
        actors.entrySet().stream().collect(toMap(Map.Entry::getKey, it -> it.getValue().rule())));
  }
}
