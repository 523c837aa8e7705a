package io.portreeve.bench.server;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The answers, made beforehand but for the ids; each part is written by itself. */
final class Answers {
  private static final int EVENTS = 10;
  private static final String STREAM_HEAD =
      "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";

  private final ByteBuffer discovered = direct(Results.DISCOVERED);
  private final ByteBuffer tools = direct(Results.tools());
  private final ByteBuffer small = direct(Results.rows(1024));
  private final ByteBuffer large = direct(Results.rows(64 * 1024));
  private final ByteBuffer unknown = direct("\"error\":{\"code\":-32601,\"message\":\"unknown\"}}");

  List<ByteBuffer[]> to(Call call) {
    return switch (call.method()) {
      case "server/discover" -> whole(call, "200 OK", discovered);
      case "tools/list" -> whole(call, "200 OK", tools);
      case "tools/call" -> called(call);
      case "subscriptions/listen" ->
          List.<ByteBuffer[]>of(text(STREAM_HEAD + event(acknowledged(call))));
      default -> whole(call, "404 Not Found", unknown);
    };
  }

  private List<ByteBuffer[]> called(Call call) {
    return switch (call.name()) {
      case "search_small" -> whole(call, "200 OK", small);
      case "search_large" -> whole(call, "200 OK", large);
      case "search_stream" -> streamed(call);
      default -> whole(call, "404 Not Found", unknown);
    };
  }

  private static List<ByteBuffer[]> whole(Call call, String status, ByteBuffer rest) {
    String start = envelope(call);
    String head =
        "HTTP/1.1 %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
            .formatted(status, start.length() + rest.remaining());
    return List.<ByteBuffer[]>of(
        new ByteBuffer[] {ByteBuffer.wrap((head + start).getBytes(US_ASCII)), rest.duplicate()});
  }

  private List<ByteBuffer[]> streamed(Call call) {
    var parts = new ArrayList<ByteBuffer[]>();
    parts.add(text(STREAM_HEAD));
    for (int i = 1; i <= EVENTS; i++) {
      parts.add(text(event(progress(call, i))));
    }
    String start = "data: " + envelope(call);
    String size = Integer.toHexString(start.length() + small.remaining() + 2) + "\r\n";
    parts.add(
        new ByteBuffer[] {
          ByteBuffer.wrap((size + start).getBytes(US_ASCII)),
          small.duplicate(),
          ByteBuffer.wrap("\n\n\r\n0\r\n\r\n".getBytes(US_ASCII))
        });
    return parts;
  }

  private static String envelope(Call call) {
    return "{\"jsonrpc\":\"2.0\",\"id\":" + call.id() + ",";
  }

  private static String progress(Call call, int step) {
    return "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\",\"params\":{"
        + ("\"progressToken\":" + call.token() + ",\"progress\":" + step + ",\"total\":" + EVENTS)
        + (",\"message\":\"" + "looked through folder " + step + " of the archive\"}}");
  }

  private static String acknowledged(Call call) {
    return "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/subscriptions/acknowledged\",\"params\":{"
        + "\"_meta\":{\"io.modelcontextprotocol/subscriptionId\":"
        + call.id()
        + "},\"notifications\":{\"toolsListChanged\":true}}}";
  }

  /** A server-sent event as one chunk. */
  private static String event(String message) {
    String event = "data: " + message + "\n\n";
    return Integer.toHexString(event.length()) + "\r\n" + event + "\r\n";
  }

  private static ByteBuffer[] text(String text) {
    return new ByteBuffer[] {ByteBuffer.wrap(text.getBytes(US_ASCII))};
  }

  private static ByteBuffer direct(String text) {
    byte[] bytes = text.getBytes(US_ASCII);
    return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip().asReadOnlyBuffer();
  }
}
