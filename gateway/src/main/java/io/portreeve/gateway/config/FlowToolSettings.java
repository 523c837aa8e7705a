package io.portreeve.gateway.config;

import io.portreeve.gateway.config.form.Forms;
import io.portreeve.gateway.config.form.Key;
import io.portreeve.gateway.config.form.Scalar;
import io.portreeve.gateway.config.form.Section;
import io.portreeve.gateway.config.form.Spot;
import io.portreeve.gateway.config.form.Strength;
import io.portreeve.gateway.config.form.Values;
import java.util.List;
import java.util.Optional;

/**
 * What data does that flows into a tool, and what may be done with what comes out.
 *
 * @param results whether its results may decide; empty: as the server's
 * @param secret whether its results are private, besides those of a private server
 * @param effects whether calls have effects; empty: as {@code servers} says, or else guessed
 * @param decide arguments that decide who, where or which
 * @param identify arguments that name an object by its id
 * @param reversible whether it only changes what its user can change back
 * @param outside whether its effects are seen by others than the user
 */
public record FlowToolSettings(
    Optional<Trust> results,
    boolean secret,
    Optional<Boolean> effects,
    List<String> decide,
    List<String> identify,
    boolean reversible,
    boolean outside) {
  static final Key<FlowToolSettings, Optional<Trust>> RESULTS =
      Key.optional(
          "results",
          Forms.oneOf(Trust.class),
          FlowToolSettings::results,
          Strength.unordered(),
          "Whether its results may decide; absent, as the server's. The results of a tool with"
              + " effects never do.");
  static final Key<FlowToolSettings, Boolean> PRIVATE =
      Key.of(
          "private",
          Forms.truth(),
          false,
          FlowToolSettings::secret,
          Strength.offIsWeaker("no longer gives private results"),
          "Whether its results may not flow into calls of tools that are `outside`.");
  static final Key<FlowToolSettings, Optional<Boolean>> EFFECTS =
      Key.optional(
          "effects",
          Forms.truth(),
          FlowToolSettings::effects,
          Strength.unordered(),
          "Whether its calls have effects; absent, yes if it is `consequential`, else guessed from"
              + " its name.");
  static final Key<FlowToolSettings, List<String>> DECIDE =
      Key.of(
          "decide",
          Forms.list(argument()),
          List.of(),
          FlowToolSettings::decide,
          Strength.unordered(),
          "The arguments that decide who, where or which; if any is named, the others only carry.");
  static final Key<FlowToolSettings, List<String>> IDENTIFY =
      Key.of(
          "identify",
          Forms.list(argument()),
          List.of(),
          FlowToolSettings::identify,
          Strength.unordered(),
          "The arguments that name an object by an id that a server issued.");
  static final Key<FlowToolSettings, Boolean> REVERSIBLE =
      Key.of(
          "reversible",
          Forms.truth(),
          false,
          FlowToolSettings::reversible,
          Strength.onIsWeaker("now takes every id that a server issued"),
          "Whether it only changes what its user can change back: then any issued id will do.");
  static final Key<FlowToolSettings, Boolean> OUTSIDE =
      Key.of(
          "outside",
          Forms.truth(),
          false,
          FlowToolSettings::outside,
          Strength.offIsWeaker("now takes private data, too"),
          "Whether others than the user see what it does: then no private data may come before.");

  static final Section<FlowToolSettings> SECTION =
      Section.of(
              "what data does in a tool",
              values ->
                  new FlowToolSettings(
                      values.get(RESULTS),
                      values.get(PRIVATE),
                      values.get(EFFECTS),
                      values.get(DECIDE),
                      values.get(IDENTIFY),
                      values.get(REVERSIBLE),
                      values.get(OUTSIDE)),
              RESULTS,
              PRIVATE,
              EFFECTS,
              DECIDE,
              IDENTIFY,
              REVERSIBLE,
              OUTSIDE)
          .check(FlowToolSettings::decidesSomething, EFFECTS, DECIDE, IDENTIFY, REVERSIBLE, OUTSIDE)
          .check(FlowToolSettings::oneRoleEach, DECIDE, IDENTIFY);

  /** One of which the operator says nothing. */
  static final FlowToolSettings UNNAMED =
      new FlowToolSettings(
          Optional.empty(), false, Optional.empty(), List.of(), List.of(), false, false);

  private static Scalar<String> argument() {
    return Forms.matching("\\S.{0,255}", "the name of an argument");
  }

  private static void decidesSomething(Values values, Spot spot) {
    boolean harmless = values.get(EFFECTS).filter(effects -> !effects).isPresent();
    boolean steered = !values.get(DECIDE).isEmpty() || !values.get(IDENTIFY).isEmpty();
    if (harmless && (steered || values.get(REVERSIBLE) || values.get(OUTSIDE))) {
      spot.at(EFFECTS)
          .problem(
              "says that the tool has none, and other keys say what they are",
              "remove `effects`, or `decide`, `identify`, `reversible` and `outside`");
    }
  }

  private static void oneRoleEach(Values values, Spot spot) {
    values.get(DECIDE).stream()
        .filter(values.get(IDENTIFY)::contains)
        .findFirst()
        .ifPresent(both ->
            spot.at(IDENTIFY)
                .problem(
                    "names `" + both + "`, which `decide` names as well",
                    "name it in one of them"));
  }
}
