package io.portreeve.gateway.config;

import io.portreeve.controls.indirectpromptinjection.SensitiveRules;
import io.portreeve.gateway.config.form.Key;
import io.portreeve.gateway.config.form.Section;

/**
 * What becomes of secrets and personal data in messages from and to a server.
 *
 * @param requests in what clients send it
 * @param responses in what it says
 */
public record RedactionSettings(SensitiveRules requests, SensitiveRules responses) {
  static final Key<RedactionSettings, SensitiveRules> REQUESTS =
      Key.section(
          "requests",
          SensitiveSettings.SECTION,
          RedactionSettings::requests,
          "In what clients send to the server: arguments, answers to its questions.");
  static final Key<RedactionSettings, SensitiveRules> RESPONSES =
      Key.section(
          "responses",
          SensitiveSettings.SECTION,
          RedactionSettings::responses,
          "In what the server says: results, errors, notifications, lists, questions.");

  static final Section<RedactionSettings> SECTION =
      Section.of(
          "what becomes of secrets and personal data",
          values -> new RedactionSettings(values.get(REQUESTS), values.get(RESPONSES)),
          REQUESTS,
          RESPONSES);

  /** Whether anything is looked for. */
  public boolean looks() {
    return requests.looks() || responses.looks();
  }
}
