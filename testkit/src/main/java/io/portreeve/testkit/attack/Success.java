package io.portreeve.testkit.attack;

import io.portreeve.mcp.json.JsonObject;

/**
 * An attack that worked.
 *
 * @param attack what was tried
 * @param tool the name of the tool
 * @param arguments what it was called with
 * @param answer the texts of the answer, one a line, as the server wrote them
 */
public record Success(Attack attack, String tool, JsonObject arguments, String answer) {
  /** One line, with nothing in it that a terminal would obey. */
  @Override
  public String toString() {
    return "%s  %s %s -> %s"
        .formatted(attack, Legible.of(tool), Legible.of(arguments.toString()), Legible.of(answer));
  }
}
