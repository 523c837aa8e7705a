package io.portreeve.mcp.sse;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.portreeve.mcp.json.Json;
import java.time.Duration;

/**
 * Writes events so that any reader finds exactly the fields given here: no value can end its line.
 */
public final class SseWriter {
  private static final byte[] KEEP_ALIVE = ":\n\n".getBytes(UTF_8);
  private static final byte[] DATA = "data: ".getBytes(UTF_8);
  private static final byte[] END = "\n\n".getBytes(UTF_8);

  private SseWriter() {}

  /** An event of the default type that holds {@code message} on one line. */
  public static byte[] message(Json message) {
    return message(message.toLine());
  }

  /** The same of a message that is written already, on one line. */
  public static byte[] message(byte[] line) {
    return event("", line);
  }

  /**
   * Likewise, with an id to resume after; {@code line} holds no line break.
   *
   * @throws IllegalArgumentException if the id holds a line break or a NUL
   */
  public static byte[] message(String id, byte[] line) {
    return event("id: " + oneLine(id) + "\n", line);
  }

  /** An event of another type with text for data, such as the old transport's endpoint. */
  public static byte[] event(String type, String text) {
    return ("event: " + oneLine(type) + "\ndata: " + oneLine(text) + "\n\n").getBytes(UTF_8);
  }

  /** An event without data that gives a reader an id to resume after, and how long to wait. */
  public static byte[] prime(String id, Duration retry) {
    return ("id: " + oneLine(id) + "\nretry: " + retry.toMillis() + "\ndata:\n\n").getBytes(UTF_8);
  }

  /** A comment, which readers skip; not to be changed. */
  public static byte[] keepAlive() {
    return KEEP_ALIVE.clone();
  }

  private static byte[] event(String head, byte[] line) {
    byte[] first = head.getBytes(UTF_8);
    byte[] event = new byte[first.length + DATA.length + line.length + END.length];
    System.arraycopy(first, 0, event, 0, first.length);
    System.arraycopy(DATA, 0, event, first.length, DATA.length);
    System.arraycopy(line, 0, event, first.length + DATA.length, line.length);
    System.arraycopy(END, 0, event, event.length - END.length, END.length);
    return event;
  }

  private static String oneLine(String value) {
    if (value.chars().anyMatch(c -> c == '\n' || c == '\r' || c == '\0')) {
      throw new IllegalArgumentException("a field is one line");
    }
    return value;
  }
}
