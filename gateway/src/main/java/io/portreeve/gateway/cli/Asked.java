package io.portreeve.gateway.cli;

import io.portreeve.mcp.CallTool;
import io.portreeve.mcp.Complete;
import io.portreeve.mcp.GetPrompt;
import io.portreeve.mcp.ListChanged;
import io.portreeve.mcp.Listen;
import io.portreeve.mcp.LogLevel;
import io.portreeve.mcp.ReadResource;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.RequestMeta;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;

/**
 * The request that a server's message is said to. Where it is not written out, it asked for
 * whatever was said.
 *
 * @param said the parameters of what the server says
 */
record Asked(JsonObject said) {
  private static final String OPTION = "--answers";

  /** What is written: a message, or {@code METHOD [NAME]}. */
  Request read(Terminal terminal, String written) {
    boolean message = written.startsWith("{") || written.startsWith("@");
    MessageText text = new MessageText(OPTION, written);
    return new Spoken(text, message ? text.read(terminal) : brief(text, written)).request();
  }

  /** Somebody who listens to everything. */
  Request listening() {
    JsonObject filter =
        JsonObject.empty()
            .with(
                "resourceSubscriptions", JsonArray.ofStrings(said.string("uri").stream().toList()));
    for (ListChanged.Kind kind : ListChanged.Kind.values()) {
      filter = filter.with(kind.filterName(), true);
    }
    return new Listen(claims().with("notifications", filter));
  }

  private JsonObject brief(MessageText text, String written) {
    String[] words = written.strip().split("\\s+", 2);
    JsonObject params = words.length == 1 ? claims() : named(words[0], words[1]);
    boolean named =
        switch (words[0]) {
          case CallTool.METHOD, GetPrompt.METHOD, ReadResource.METHOD, Complete.METHOD -> true;
          default -> false;
        };
    if (named != (words.length == 2)) {
      throw text.wrong(
          named ? "does not say what was asked for" : "has a name too many",
          "write such as '" + CallTool.METHOD + " read_file' or 'tools/list'");
    }
    return JsonObject.empty().with("method", words[0]).with("params", params);
  }

  private JsonObject named(String method, String name) {
    return switch (method) {
      case ReadResource.METHOD -> claims().with("uri", name);
      case Complete.METHOD ->
          claims()
              .with("ref", JsonObject.empty().with("type", "ref/prompt").with("name", name))
              .with("argument", JsonObject.empty().with("name", "argument").with("value", ""));
      default -> claims().with("name", name);
    };
  }

  /** Of a client that can do, and wants to hear, everything. */
  private JsonObject claims() {
    JsonObject modes =
        JsonObject.empty().with("form", JsonObject.empty()).with("url", JsonObject.empty());
    JsonObject capabilities =
        JsonObject.empty()
            .with("elicitation", modes)
            .with("roots", JsonObject.empty())
            .with("sampling", JsonObject.of("tools", JsonObject.empty()));
    JsonObject meta =
        JsonObject.empty()
            .with(RequestMeta.CLIENT_CAPABILITIES, capabilities)
            .with(RequestMeta.LOG_LEVEL, LogLevel.DEBUG.wire());
    return JsonObject.of(
        "_meta",
        said.get(RequestMeta.PROGRESS_TOKEN)
            .map(token -> meta.with(RequestMeta.PROGRESS_TOKEN, token))
            .orElse(meta));
  }
}
