package io.portreeve.testkit.model;

import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.server.HttpAsked;
import java.util.List;
import java.util.Optional;

/**
 * One request as a scripted model got it, the same whatever the API.
 *
 * @param http all of it, as it came
 * @param credential the bearer's token or the API key that came along
 * @param system the texts of the system prompt, one a line
 * @param heard what was said so far, oldest first, without the system prompt
 * @param tools names, descriptions and schemas
 */
public record ModelAsked(
    HttpAsked http,
    Optional<String> credential,
    String model,
    boolean streaming,
    String system,
    List<Heard> heard,
    List<Tool> tools) {
  public ModelAsked {
    heard = List.copyOf(heard);
    tools = List.copyOf(tools);
  }

  /** By whom something was said. */
  public enum By {
    USER,
    MODEL,
    TOOL
  }

  /**
   * Something said; what a tool gave is a {@link Heard} of its own.
   *
   * @param use the id of the use that it answers, if it is a tool's
   */
  public record Heard(By by, String text, String use, List<ModelTurn.Use> uses) {
    public Heard {
      uses = List.copyOf(uses);
    }
  }

  /** A tool that the model may ask for. */
  public record Tool(String name, String description, JsonObject schema) {}

  /** The last that was said to it. */
  public Heard last() {
    return heard.getLast();
  }

  /** What tools gave so far, oldest first. */
  public List<String> results() {
    return heard.stream().filter(it -> it.by() == By.TOOL).map(Heard::text).toList();
  }
}
