package io.portreeve.mcp.json;

import java.util.List;

/**
 * The names and short texts that most messages are made of, as one string each: they are found by
 * their bytes and not decoded, and whoever compares them or looks them up has their hash already.
 * Fixed, so no peer can add to them.
 */
final class UsualWords {
  private static final List<String> WORDS =
      List.of(
          "2.0",
          "2025-06-18",
          "2025-11-25",
          "2026-07-28",
          "_meta",
          "annotations",
          "arguments",
          "array",
          "assistant",
          "boolean",
          "capabilities",
          "clientInfo",
          "code",
          "complete",
          "content",
          "cursor",
          "data",
          "description",
          "elicitation",
          "error",
          "id",
          "inputSchema",
          "integer",
          "io.modelcontextprotocol/clientCapabilities",
          "io.modelcontextprotocol/clientInfo",
          "io.modelcontextprotocol/logLevel",
          "io.modelcontextprotocol/protocolVersion",
          "io.modelcontextprotocol/serverInfo",
          "isError",
          "items",
          "jsonrpc",
          "message",
          "method",
          "mimeType",
          "name",
          "nextCursor",
          "notifications/progress",
          "number",
          "object",
          "outputSchema",
          "params",
          "progress",
          "progressToken",
          "prompts",
          "prompts/get",
          "properties",
          "protocolVersion",
          "required",
          "resource",
          "resources",
          "resources/read",
          "result",
          "resultType",
          "role",
          "roots",
          "sampling",
          "serverInfo",
          "string",
          "structuredContent",
          "text",
          "title",
          "tools",
          "tools/call",
          "tools/list",
          "total",
          "type",
          "uri",
          "user",
          "version");

  private static final JsonNames NAMES = JsonNames.of(WORDS);

  private UsualWords() {}

  static List<String> all() {
    return WORDS;
  }

  /** The place of the {@linkplain Tape#exact exact} string at {@code cell}, or none. */
  static int place(Tape tape, int cell) {
    return NAMES.place(tape, cell, JsonNames.NONE_LIKELY);
  }

  static String at(int place) {
    return WORDS.get(place);
  }
}
