package io.portreeve.mcp.sse;

import io.portreeve.mcp.sse.SseRefused.Fault;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads one event stream, in whatever pieces it comes: lines end with CR, LF or CRLF, one byte
 * order mark may stand at the start, comments and unknown fields are skipped (WHATWG HTML, section
 * 9.2.6). Keeps no more than one line and one event.
 *
 * <p>Stricter than the standard in one thing: bytes that are not UTF-8 are refused, not replaced.
 * An event that the end of the stream cuts short is never seen. Not for use by several threads.
 */
public final class SseParser {
  private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
  private static final int LONGEST_RETRY_DIGITS = 9;

  private final int maxLine;
  private final int maxEvent;
  private final Gathered line = new Gathered();
  private final Gathered data = new Gathered();
  private boolean hasData;
  private String type = "";
  private String pendingId = "";
  private Optional<String> lastEventId = Optional.empty();
  private Optional<Duration> retry = Optional.empty();
  private boolean afterCarriageReturn;
  private boolean atStart = true;
  private Optional<Fault> fault = Optional.empty();

  /**
   * @param maxLine the most bytes of one line, without its end
   * @param maxEvent the most bytes of the data of one event
   */
  public SseParser(int maxLine, int maxEvent) {
    if (maxLine < 1 || maxEvent < 1) {
      throw new IllegalArgumentException("a limit must be positive");
    }
    this.maxLine = maxLine;
    this.maxEvent = maxEvent;
  }

  /** Takes the next bytes; gives the events that they complete. */
  public List<SseEvent> feed(byte[] bytes) throws SseRefused {
    return feed(bytes, 0, bytes.length);
  }

  /**
   * Takes {@code length} bytes from {@code offset}; gives the events that they complete. Events
   * before what is refused are still given; the refusal then comes with the next call.
   */
  public List<SseEvent> feed(byte[] bytes, int offset, int length) throws SseRefused {
    check();
    List<SseEvent> events = new ArrayList<>();
    try {
      feed(bytes, offset, length, events);
    } catch (SseRefused refused) {
      fault = Optional.of(refused.fault());
      if (events.isEmpty()) {
        throw refused;
      }
    }
    return events;
  }

  /** Throws if something was refused. */
  public void check() throws SseRefused {
    if (fault.isPresent()) {
      throw new SseRefused(fault.get());
    }
  }

  private void feed(byte[] bytes, int offset, int length, List<SseEvent> events) throws SseRefused {
    int end = offset + length;
    int at = offset;
    while (at < end) {
      at = skipLineFeed(bytes, at);
      int stop = lineEnd(bytes, at, end);
      append(line, bytes, at, stop, maxLine, Fault.LINE_TOO_LONG);
      if (stop < end) {
        afterCarriageReturn = bytes[stop] == '\r';
        endLine(events);
      }
      at = stop + 1;
    }
  }

  /** How many bytes wait here for the rest of their event. */
  public int unfinished() {
    return line.length() + data.length();
  }

  /** The id to resume after: of the last event, or of an id that came without one. */
  public Optional<String> lastEventId() {
    return lastEventId;
  }

  /** How long the server wants us to wait before we reconnect. */
  public Optional<Duration> retry() {
    return retry;
  }

  private int skipLineFeed(byte[] bytes, int at) {
    boolean second = afterCarriageReturn && bytes[at] == '\n';
    afterCarriageReturn = false;
    return second ? at + 1 : at;
  }

  private static int lineEnd(byte[] bytes, int from, int end) {
    int at = from;
    while (at < end && bytes[at] != '\n' && bytes[at] != '\r') {
      at++;
    }
    return at;
  }

  private static void append(Gathered to, byte[] bytes, int from, int stop, int max, Fault fault)
      throws SseRefused {
    if (stop - from > max - to.length()) {
      throw new SseRefused(fault);
    }
    to.append(bytes, from, stop);
  }

  private void endLine(List<SseEvent> events) throws SseRefused {
    int from = atStart && line.startsWith(MARK) ? MARK.length : 0;
    atStart = false;
    if (line.length() == from) {
      dispatch(events);
    } else if (line.at(from) != ':') {
      field(from);
    }
    line.clear();
  }

  private void dispatch(List<SseEvent> events) {
    lastEventId = pendingId.isEmpty() ? Optional.empty() : Optional.of(pendingId);
    if (hasData) {
      events.add(new SseEvent(type.isEmpty() ? SseEvent.MESSAGE : type, data.bytes(0)));
    }
    data.clear();
    hasData = false;
    type = "";
  }

  private void field(int from) throws SseRefused {
    int colon = line.indexOf(':', from);
    int nameEnd = colon < 0 ? line.length() : colon;
    int value = Math.min(nameEnd + 1, line.length());
    if (value < line.length() && line.at(value) == ' ') {
      value++;
    }
    switch (text(line.bytes(from, nameEnd))) {
      case "data" -> data(value);
      case "event" -> type = text(line.bytes(value));
      case "id" -> id(text(line.bytes(value)));
      case "retry" -> retry(text(line.bytes(value)));
      default -> {} // the standard has unknown fields ignored
    }
  }

  private void data(int value) throws SseRefused {
    if (hasData) {
      append(data, new byte[] {'\n'}, 0, 1, maxEvent, Fault.EVENT_TOO_LARGE);
    }
    hasData = true;
    append(data, line.array(), value, line.length(), maxEvent, Fault.EVENT_TOO_LARGE);
  }

  /** An id with a NUL is ignored, as the standard has it: it could not be sent back. */
  private void id(String value) {
    if (value.indexOf('\0') < 0) {
      pendingId = value;
    }
  }

  private void retry(String value) {
    boolean number =
        !value.isEmpty()
            && value.length() <= LONGEST_RETRY_DIGITS
            && value.chars().allMatch(c -> c >= '0' && c <= '9');
    if (number) {
      retry = Optional.of(Duration.ofMillis(Long.parseLong(value)));
    }
  }

  private static String text(byte[] bytes) throws SseRefused {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException malformed) {
      throw new SseRefused(Fault.INVALID_UTF8);
    }
  }
}
