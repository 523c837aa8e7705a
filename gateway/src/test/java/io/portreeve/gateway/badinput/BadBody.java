package io.portreeve.gateway.badinput;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.portreeve.gateway.rig.McpClient;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of {@code bodies.txt}, where its form is explained.
 *
 * @param number of the line
 * @param as which header fields go with the body
 * @param body with a character for each byte
 */
record BadBody(int number, String name, String as, int status, long code, String body) {
  private static final Pattern BYTE = Pattern.compile("\\\\x([0-9a-f]{2})");
  private static final Pattern CODE = Pattern.compile("\"code\":(-?\\d+)");
  private static final int COLUMNS = 5;

  static List<BadBody> all() {
    return Table.read("bodies.txt", COLUMNS).stream().map(BadBody::of).toList();
  }

  private static BadBody of(Table.Row row) {
    List<String> columns = row.columns();
    return new BadBody(
        row.number(),
        columns.get(0),
        columns.get(1).strip(),
        Integer.parseInt(columns.get(2).strip()),
        Long.parseLong(columns.get(3).strip()),
        bytes(columns.get(4)));
  }

  private static String bytes(String written) {
    String meta = "\"_meta\":{" + McpClient.CLAIM.replace('\'', '"') + "}";
    String whole = Table.repeated(written.replace("META", meta));
    String octets = new String(whole.getBytes(UTF_8), ISO_8859_1);
    return BYTE.matcher(octets)
        .replaceAll(it ->
            Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(it.group(1), 16))));
  }

  /** Who sends it; nobody else has this name. */
  String principal() {
    return "line-" + number;
  }

  /** The revision of the session that it belongs to; empty if to none. */
  Optional<String> sessionRevision() {
    return as.startsWith("session 2")
        ? Optional.of(as.substring("session ".length()))
        : Optional.empty();
  }

  /** The field lines that go with it. */
  String[] fields() {
    String[] words = as.split(" ", 2);
    return switch (words[0]) {
      case "-" -> new String[0];
      case "session" -> new String[] {"mcp-session-id: " + words[1]};
      case "version" ->
          new String[] {"mcp-protocol-version: " + words[1], "mcp-method: tools/list"};
      default -> {
        String stateless = "mcp-protocol-version: 2026-07-28";
        String method = "mcp-method: " + words[0];
        yield words.length == 1
            ? new String[] {stateless, method}
            : new String[] {stateless, method, "mcp-name: " + words[1]};
      }
    };
  }

  /** The whole request, byte by byte. */
  byte[] request(String key, String... fields) {
    StringBuilder request =
        new StringBuilder("POST /mcp HTTP/1.1\r\nhost: localhost\r\n")
            .append("content-type: application/json\r\n")
            .append("accept: application/json, text/event-stream\r\nauthorization: Bearer ")
            .append(key)
            .append("\r\n");
    for (String field : fields) {
      request.append(field).append("\r\n");
    }
    return request
        .append("content-length: ")
        .append(body.length())
        .append("\r\n\r\n")
        .append(body)
        .toString()
        .getBytes(ISO_8859_1);
  }

  /** The JSON-RPC code of an answer; 0 if it is no error. */
  static long code(String answer) {
    Matcher code = CODE.matcher(answer);
    return code.find() ? Long.parseLong(code.group(1)) : 0;
  }
}
