package io.portreeve.agent.memory;

import io.portreeve.guard.Label;
import io.portreeve.mcp.json.JsonObject;

/**
 * Something that is remembered.
 *
 * @param origin who wrote it: {@link #USER}, {@link #MODEL}, or what else there is, such as a tool
 * @param label whether it may decide, who may learn it, whose it is
 * @param content what it says, in a form that is the writer's own
 */
public record Entry(String origin, Label label, JsonObject content) {
  public static final String USER = "user";
  public static final String MODEL = "model";

  /** The same, after a label that is its reader's was added. */
  Entry joining(Label other) {
    return new Entry(origin, label.join(other), content);
  }
}
