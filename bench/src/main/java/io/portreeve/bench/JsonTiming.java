package io.portreeve.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.portreeve.mcp.json.CanonicalJson;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonReader;
import io.portreeve.mcp.json.JsonRefused;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Prints how long the JSON layer takes per message; judges nothing, for a time says little without
 * the machine it was taken on.
 */
public final class JsonTiming {
  private static final int ROUNDS = 7;
  private static final long ROUND_NANOS = 200_000_000L;
  private static final JsonLimits LIMITS = JsonLimits.defaults();

  // The thread's own time: on a shared machine the wall clock measures the neighbours.
  private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

  private JsonTiming() {}

  /** One thing to do to a message; the number keeps the compiler from leaving it out. */
  @FunctionalInterface
  private interface Work {
    int on(byte[] message) throws JsonRefused;
  }

  static void main() throws JsonRefused {
    Map<String, byte[]> messages = new LinkedHashMap<>();
    messages.put("call, 1 KiB", call(1 << 10, "The quick brown fox. "));
    messages.put("call, 64 KiB of text", call(64 << 10, "The quick brown fox. "));
    messages.put("call, 64 KiB, a line break in 40", call(64 << 10, escapedLines()));
    messages.put("call, 64 KiB of Greek", call(64 << 10, "Η γρήγορη αλεπού. "));
    messages.put("tools, 64 KiB of schemas", tools(64 << 10));
    for (Map.Entry<String, byte[]> message : messages.entrySet()) {
      byte[] bytes = message.getValue();
      time(message.getKey(), "read, method", bytes, JsonTiming::readMethod);
      time(message.getKey(), "read, edit, write", bytes, JsonTiming::readEditWrite);
      time(message.getKey(), "read, canonical", bytes, JsonTiming::readCanonical);
    }
  }

  private static int readMethod(byte[] message) throws JsonRefused {
    return object(message).string("method").orElse("").length();
  }

  private static int readEditWrite(byte[] message) throws JsonRefused {
    return object(message).with("id", 7).toBytes().length;
  }

  private static int readCanonical(byte[] message) throws JsonRefused {
    return CanonicalJson.bytes(object(message)).length;
  }

  private static JsonObject object(byte[] message) throws JsonRefused {
    Json json = JsonReader.read(message, LIMITS);
    return json instanceof JsonObject object ? object : JsonObject.empty();
  }

  private static void time(String message, String work, byte[] bytes, Work subject)
      throws JsonRefused {
    double best = Double.MAX_VALUE;
    long sink = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long start = CLOCK.getCurrentThreadCpuTime();
      long spent = 0;
      long times = 0;
      while (spent < ROUND_NANOS) {
        for (int i = 0; i < 64; i++) {
          sink += subject.on(bytes);
        }
        times += 64;
        spent = CLOCK.getCurrentThreadCpuTime() - start;
      }
      best = Math.min(best, spent / (double) times);
    }
    System.out.printf(
        "%-34s %-18s %7d bytes %9.2f us %s%n",
        message, work, bytes.length, best / 1000, sink == 0 ? "nothing done" : "");
  }

  private static String escapedLines() {
    return "The quick brown fox jumps over the dog.\\n";
  }

  private static byte[] call(int size, String filler) {
    String head =
        """
        {"jsonrpc":"2.0","id":42,"method":"tools/call","params":{"name":"search_documents",\
        "_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","progressToken":"p-1",\
        "io.modelcontextprotocol/clientCapabilities":{"elicitation":{"form":{}}}},\
        "arguments":{"limit":25,"offset":0,"exact":false,"tags":["a","b","c"],"text":\"\
        """;
    int missing = Math.max(0, size - head.length() - 4);
    int times = missing / filler.getBytes(UTF_8).length;
    return (head + filler.repeat(times) + "\"}}}").getBytes(UTF_8);
  }

  private static byte[] tools(int size) {
    String tool =
        """
        {"name":"tool_%d","title":"A tool","description":"Searches the documents of one project \
        for the words given, and returns the first hits with their titles.","inputSchema":\
        {"type":"object","properties":{"query":{"type":"string","maxLength":200},"limit":\
        {"type":"integer","minimum":1,"maximum":100},"tags":{"type":"array","items":\
        {"type":"string"}}},"required":["query"],"additionalProperties":false},\
        "annotations":{"readOnlyHint":true,"destructiveHint":false}}\
        """;
    StringBuilder text = new StringBuilder("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"x\",");
    text.append("\"result\":{\"tools\":[").append(tool.formatted(0));
    for (int i = 1; text.length() < size; i++) {
      text.append(',').append(tool.formatted(i));
    }
    return text.append("]}}").toString().getBytes(UTF_8);
  }
}
