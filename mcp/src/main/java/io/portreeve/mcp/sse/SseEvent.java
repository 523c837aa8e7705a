package io.portreeve.mcp.sse;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * One event as it was dispatched: its type and its data.
 *
 * <p>The data are the received bytes, their lines joined by LF. They are not yet known to be UTF-8:
 * whoever reads them as JSON finds out.
 */
public final class SseEvent {
  /** The type of an event that names none. */
  public static final String MESSAGE = "message";

  private final String type;
  private final byte[] data;

  SseEvent(String type, byte[] data) {
    this.type = type;
    this.data = data;
  }

  public String type() {
    return type;
  }

  public boolean isMessage() {
    return type.equals(MESSAGE);
  }

  /** The data; not to be changed. */
  public byte[] data() {
    return data;
  }

  /** Whether there is nothing to read: a server primes a stream with such an event. */
  public boolean isEmpty() {
    return data.length == 0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SseEvent that
        && type.equals(that.type)
        && Arrays.equals(data, that.data);
  }

  @Override
  public int hashCode() {
    return 31 * type.hashCode() + Arrays.hashCode(data);
  }

  /** The type and the data as text, for tests; data may be secret, so do not log it. */
  @Override
  public String toString() {
    return type + ": " + new String(data, UTF_8);
  }
}
