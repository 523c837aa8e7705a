package io.portreeve.controls.contextpoisoning;

import io.portreeve.mcp.json.Json;

/**
 * What a result says.
 *
 * @param text all its text
 * @param structure its fields as the server laid them out; JSON's null where it has none. Text that
 *     only looks like fields must not come here: whoever wrote the text would have written them
 * @param beside what else it says, from which no value may come, whoever says it
 */
public record Heard(String text, Json structure, String beside) {
  /** Nothing else. */
  public Heard(String text, Json structure) {
    this(text, structure, "");
  }
}
