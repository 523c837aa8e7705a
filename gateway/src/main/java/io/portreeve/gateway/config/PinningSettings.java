package io.portreeve.gateway.config;

import io.portreeve.gateway.config.form.Forms;
import io.portreeve.gateway.config.form.Key;
import io.portreeve.gateway.config.form.Section;
import io.portreeve.gateway.config.form.Strength;

/**
 * The pinning of definitions: tools, prompts, resources, templates and instructions. One that
 * changed after its approval is always quarantined.
 *
 * @param firstSeen what becomes of one that was never seen before
 */
public record PinningSettings(FirstSeen firstSeen) {
  static final Key<PinningSettings, FirstSeen> FIRST_SEEN =
      Key.of(
          "first-seen",
          Forms.oneOf(FirstSeen.class),
          FirstSeen.QUARANTINE,
          PinningSettings::firstSeen,
          Strength.greaterIsWeaker(),
          "What becomes of a definition never seen before: `quarantine` hides it until"
              + " `portreeve pins approve`, `approve` trusts the first sight.");

  static final Section<PinningSettings> SECTION =
      Section.of(
          "the pinning of definitions",
          values -> new PinningSettings(values.get(FIRST_SEEN)),
          FIRST_SEEN);
}
