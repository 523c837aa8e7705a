package io.portreeve.controls.insecureresponsehandling;

import java.util.HashMap;
import java.util.Map;

/**
 * Which strings of a message are what. Only members that are named here escape the full treatment;
 * what a server adds beyond the protocol is text.
 */
final class Shapes {
  private static final Shape TEXT = new Shape.Text();
  private static final Shape DATA = new Shape.Data();
  private static final Shape KEY = new Shape.Key();
  private static final Shape TOKEN = new Shape.Token();
  private static final Shape ADDRESS = new Shape.Address();
  private static final Shape SCHEMA = new Shape.Schema();

  private static final Shape CONTENTS = text(Map.of("uri", ADDRESS, "blob", new Shape.Base64()));

  private static final Shape BLOCK =
      text(Map.of("uri", ADDRESS, "data", new Shape.Base64(), "resource", CONTENTS));

  private static final Shape MESSAGE = text(Map.of("content", BLOCK));

  private static final Shape TOOL =
      text(Map.of("name", KEY, "inputSchema", SCHEMA, "outputSchema", SCHEMA));

  private static final Shape PROMPT =
      text(Map.of("name", KEY, "arguments", text(Map.of("name", KEY))));

  private static final Shape INPUT_REQUEST =
      text(
          Map.of(
              "method",
              KEY,
              "params",
              text(
                  Map.of(
                      "requestedSchema", SCHEMA,
                      "url", TOKEN,
                      "elicitationId", TOKEN,
                      "messages", MESSAGE,
                      "tools", TOOL))));

  /** Every kind of result: their members do not collide, so one shape serves all. */
  static final Shape RESULT =
      text(
          Map.ofEntries(
              Map.entry("resultType", KEY),
              Map.entry("content", BLOCK),
              Map.entry("contents", CONTENTS),
              Map.entry("messages", MESSAGE),
              Map.entry("tools", TOOL),
              Map.entry("prompts", PROMPT),
              Map.entry("resources", text(Map.of("uri", KEY))),
              Map.entry("resourceTemplates", text(Map.of("uriTemplate", KEY))),
              Map.entry("nextCursor", TOKEN),
              Map.entry("requestState", TOKEN),
              Map.entry("inputRequests", new Shape.Members(Map.of(), INPUT_REQUEST)),
              Map.entry("capabilities", DATA),
              Map.entry("supportedVersions", KEY),
              Map.entry("cacheScope", KEY)));

  static final Shape NOTIFICATION =
      text(
          Map.of(
              "progressToken",
              TOKEN,
              "level",
              KEY,
              "uri",
              KEY,
              "requestId",
              TOKEN,
              "notifications",
              KEY));

  static final Shape ERROR = TEXT;

  private Shapes() {}

  private static Shape text(Map<String, Shape> known) {
    Map<String, Shape> members = new HashMap<>(known);
    members.putIfAbsent("_meta", DATA);
    members.putIfAbsent("icons", new Shape.IconList());
    return new Shape.Members(Map.copyOf(members), TEXT);
  }
}
