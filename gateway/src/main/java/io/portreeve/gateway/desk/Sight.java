package io.portreeve.gateway.desk;

import io.portreeve.mcp.Tool;
import java.util.List;

/** What was seen of a server before it was put behind Portreeve. */
public sealed interface Sight {
  /**
   * It answered.
   *
   * @param more whether it has prompts or resources
   */
  record Seen(List<Tool> tools, boolean more) implements Sight {
    public Seen {
      tools = List.copyOf(tools);
    }
  }

  /** Nobody looked, for this reason. */
  record Unseen(String why) implements Sight {}

  /** It was asked, and nothing was learned. */
  record Silent(String why) implements Sight {}
}
