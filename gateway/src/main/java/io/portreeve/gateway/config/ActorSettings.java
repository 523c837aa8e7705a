package io.portreeve.gateway.config;

import io.portreeve.controls.Glob;
import io.portreeve.controls.confuseddeputy.ActorRule;
import io.portreeve.gateway.config.form.Forms;
import io.portreeve.gateway.config.form.Key;
import io.portreeve.gateway.config.form.Section;
import io.portreeve.gateway.config.form.Strength;
import java.util.List;

/**
 * One actor, and for whom it may act.
 *
 * @param principals for which principals
 * @param clients with which clients; empty: any
 * @param after who may have handed over to it
 */
public record ActorSettings(List<Glob> principals, List<Glob> clients, List<String> after) {
  /** What stands for the principal in {@code after}; actors have the name of an issuer before. */
  static final String PRINCIPAL = "principal";

  static final Key<ActorSettings, List<Glob>> FOR =
      Key.required(
          "for",
          Forms.someOf(Scalars.callers()),
          ActorSettings::principals,
          Strength.moreIsWeaker(),
          "The principals that it may act for, as `corp/*`.");
  static final Key<ActorSettings, List<Glob>> CLIENTS =
      Key.of(
          "clients",
          Forms.list(Scalars.callers()),
          List.of(),
          ActorSettings::clients,
          Strength.emptyIsAll("now may act with any client"),
          "The clients that it comes with when it is the one who acts now; absent, any.");
  static final Key<ActorSettings, List<String>> AFTER =
      Key.of(
          "after",
          Forms.someOf(Scalars.client()),
          List.of(PRINCIPAL),
          ActorSettings::after,
          Strength.moreIsWeaker(),
          "Who may have handed over to it: `principal`, and the names of other actors.");

  static final Section<ActorSettings> SECTION =
      Section.of(
          "an actor and for whom it may act",
          values -> new ActorSettings(values.get(FOR), values.get(CLIENTS), values.get(AFTER)),
          FOR,
          CLIENTS,
          AFTER);

  ActorRule rule() {
    return new ActorRule(
        principals,
        clients,
        after.contains(PRINCIPAL),
        after.stream().filter(name -> !name.equals(PRINCIPAL)).toList());
  }
}
