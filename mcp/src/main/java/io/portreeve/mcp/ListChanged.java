package io.portreeve.mcp;

import io.portreeve.mcp.json.JsonObject;
import java.util.Arrays;
import java.util.Optional;

/** One of the server's lists changed. */
public record ListChanged(Kind kind, JsonObject params) implements Notification {
  /** Which list. */
  public enum Kind {
    TOOLS("notifications/tools/list_changed", "toolsListChanged"),
    PROMPTS("notifications/prompts/list_changed", "promptsListChanged"),
    RESOURCES("notifications/resources/list_changed", "resourcesListChanged");

    private final String method;
    private final String filterName;

    Kind(String method, String filterName) {
      this.method = method;
      this.filterName = filterName;
    }

    public String method() {
      return method;
    }

    /** The member of a {@link SubscriptionFilter} that asks for it. */
    public String filterName() {
      return filterName;
    }

    static Optional<Kind> of(String method) {
      return Arrays.stream(values()).filter(kind -> kind.method.equals(method)).findFirst();
    }
  }

  @Override
  public String method() {
    return kind.method();
  }

  @Override
  public ListChanged withParams(JsonObject replacement) {
    return new ListChanged(kind, replacement);
  }
}
