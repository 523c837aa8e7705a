package io.portreeve.gateway.config;

import io.portreeve.gateway.config.form.Forms;
import io.portreeve.gateway.config.form.Key;
import io.portreeve.gateway.config.form.Section;
import io.portreeve.gateway.config.form.Strength;
import io.portreeve.gateway.config.form.Values;

/**
 * The checking of arguments.
 *
 * @param unknownProperties what becomes of arguments that the pinned schema does not name
 * @param insecureSkipValidation whether arguments go unchecked against the pinned schema
 * @param insecureSkipSanitization whether arguments go unchecked by their kind
 * @param insecureNoInference whether undeclared arguments have no kind, instead of the one their
 *     name and format suggest
 */
public record InputSettings(
    UnknownProperties unknownProperties,
    boolean insecureSkipValidation,
    boolean insecureSkipSanitization,
    boolean insecureNoInference) {

  static final Key<InputSettings, UnknownProperties> UNKNOWN_PROPERTIES =
      Key.of(
          "unknown-properties",
          Forms.oneOf(UnknownProperties.class),
          UnknownProperties.REFUSE,
          InputSettings::unknownProperties,
          Strength.greaterIsWeaker(),
          "What becomes of arguments that the pinned input schema does not name.");
  static final Key<InputSettings, Boolean> INSECURE_SKIP_VALIDATION =
      Key.of(
          "insecure-skip-validation",
          Forms.truth(),
          false,
          InputSettings::insecureSkipValidation,
          Strength.onIsWeaker("no longer holds arguments to the pinned schema"),
          "Lets arguments through that do not fit the tool's pinned input schema.");
  static final Key<InputSettings, Boolean> INSECURE_SKIP_SANITIZATION =
      Key.of(
          "insecure-skip-sanitization",
          Forms.truth(),
          false,
          InputSettings::insecureSkipSanitization,
          Strength.onIsWeaker("no longer makes arguments safe by their kind"),
          "Lets arguments through whatever their kind: traversal, injection, private addresses.");
  static final Key<InputSettings, Boolean> INSECURE_NO_INFERENCE =
      Key.of(
          "insecure-no-inference",
          Forms.truth(),
          false,
          InputSettings::insecureNoInference,
          Strength.onIsWeaker("no longer infers the kind of undeclared arguments"),
          "Leaves arguments without a kind unless one is declared for them.");

  static final Section<InputSettings> SECTION =
      Section.of(
          "the checking of arguments",
          InputSettings::of,
          UNKNOWN_PROPERTIES,
          INSECURE_SKIP_VALIDATION,
          INSECURE_SKIP_SANITIZATION,
          INSECURE_NO_INFERENCE);

  private static InputSettings of(Values values) {
    return new InputSettings(
        values.get(UNKNOWN_PROPERTIES),
        values.get(INSECURE_SKIP_VALIDATION),
        values.get(INSECURE_SKIP_SANITIZATION),
        values.get(INSECURE_NO_INFERENCE));
  }
}
