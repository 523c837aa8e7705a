package io.portreeve.lab.redaction;

import io.portreeve.controls.sensitive.Group;
import io.portreeve.mcp.json.JsonObject;
import java.util.Locale;

/**
 * What was found in texts of one source.
 *
 * @param secrets in how many texts there was one
 * @param personal in how many texts there was something of a person
 */
record Pool(String source, int texts, long characters, int secrets, int personal) {
  static String head() {
    return "| texts of | texts | KiB | with a secret | with personal data |\n|---|---|---|---|---|";
  }

  static Pool of(Looked looked) {
    return new Pool(
        looked.source(),
        1,
        looked.text().length(),
        looked.has(Group.SECRETS) ? 1 : 0,
        looked.has(Group.PERSONAL) ? 1 : 0);
  }

  Pool and(Pool other) {
    return new Pool(
        source,
        texts + other.texts,
        characters + other.characters,
        secrets + other.secrets,
        personal + other.personal);
  }

  String line() {
    return String.format(
        Locale.ROOT,
        "| `%s` | %d | %d | %d (%.1f %%) | %d (%.1f %%) |",
        source,
        texts,
        characters / 1024,
        secrets,
        100.0 * secrets / texts,
        personal,
        100.0 * personal / texts);
  }

  JsonObject toJson() {
    return JsonObject.empty()
        .with("source", source)
        .with("texts", texts)
        .with("characters", characters)
        .with("secrets", secrets)
        .with("personal", personal);
  }
}
