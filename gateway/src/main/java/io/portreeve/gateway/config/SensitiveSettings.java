package io.portreeve.gateway.config;

import io.portreeve.controls.indirectpromptinjection.Handling;
import io.portreeve.controls.indirectpromptinjection.SensitiveRules;
import io.portreeve.controls.sensitive.Kind;
import io.portreeve.controls.sensitive.SensitiveText;
import io.portreeve.gateway.config.form.Forms;
import io.portreeve.gateway.config.form.Key;
import io.portreeve.gateway.config.form.Parsed;
import io.portreeve.gateway.config.form.Scalar;
import io.portreeve.gateway.config.form.Section;
import io.portreeve.gateway.config.form.Strength;
import io.portreeve.gateway.config.form.Words;
import java.util.List;
import java.util.Set;

/** What becomes of secrets and personal data in one direction. */
final class SensitiveSettings {
  static final Key<SensitiveRules, Handling> SECRETS =
      Key.of(
          "secrets",
          Forms.oneOf(Handling.class),
          Handling.OFF,
          SensitiveRules::secrets,
          Strength.greaterIsWeaker(),
          "What becomes of keys, tokens and passwords: `alert` records them, `redact` replaces them,"
              + " `block` refuses the message; docs/redaction.md says what is found.");
  static final Key<SensitiveRules, Handling> PERSONAL =
      Key.of(
          "personal",
          Forms.oneOf(Handling.class),
          Handling.OFF,
          SensitiveRules::personal,
          Strength.greaterIsWeaker(),
          "The same of e-mail addresses, and numbers of phones, cards, accounts and registers.");
  static final Key<SensitiveRules, List<String>> EXCEPT =
      Key.of(
          "except",
          Forms.list(kind()),
          List.of(),
          rules -> rules.except().stream().sorted().toList(),
          Strength.moreIsWeaker(),
          "The kinds that are let be, by their names in docs/redaction.md.");

  static final Section<SensitiveRules> SECTION =
      Section.of(
          "what becomes of secrets and personal data in one direction",
          values ->
              new SensitiveRules(
                  values.get(SECRETS), values.get(PERSONAL), Set.copyOf(values.get(EXCEPT))),
          SECRETS,
          PERSONAL,
          EXCEPT);

  private SensitiveSettings() {}

  private static Scalar<String> kind() {
    return Scalar.of(
        "a kind such as `email-address`",
        "[a-z]+(-[a-z]+)*",
        SensitiveSettings::known,
        text -> text);
  }

  /** The rules are read only where somebody names one. */
  private static Parsed<String> known(String text) {
    List<String> kinds = SensitiveText.shipped().kinds().stream().map(Kind::id).toList();
    return kinds.contains(text)
        ? Parsed.right(text)
        : Parsed.wrong(
            Words.quoted(text) + " is no kind that is looked for",
            Words.nearest(text, kinds)
                .map(near -> "did you mean " + Words.quoted(near) + "?")
                .orElse("docs/redaction.md lists them"));
  }
}
