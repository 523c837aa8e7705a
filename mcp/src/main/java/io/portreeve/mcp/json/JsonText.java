package io.portreeve.mcp.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The text of a value as it was received, by which to find what is known of it: equal texts are
 * equal byte for byte, so equal values written otherwise are not.
 *
 * <p>Ordered, so that a map of texts that somebody gave one hash is searched like a tree.
 */
public final class JsonText implements Comparable<JsonText> {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** The golden ratio, in 64 bits: its multiples lie far from each other. */
  private static final long ODD = 0x9E37_79B9_7F4A_7C15L;

  private final byte[] bytes;
  private final int start;
  private final int end;
  private final int hash;

  JsonText(byte[] bytes, int start, int end) {
    this.bytes = bytes;
    this.start = start;
    this.end = end;
    this.hash = hash(bytes, start, end);
  }

  /** The text of {@code json}; that of an object is not copied, so it keeps the message. */
  public static JsonText of(Json json) {
    if (json instanceof ReadObject object) {
      return object.layout().received();
    }
    byte[] bytes = json.toBytes();
    return new JsonText(bytes, 0, bytes.length);
  }

  /** The same text, to keep for long: it keeps nothing else. */
  public JsonText alone() {
    byte[] copy = Arrays.copyOfRange(bytes, start, end);
    return new JsonText(copy, 0, copy.length);
  }

  /** How many bytes it has. */
  public int length() {
    return end - start;
  }

  /** Eight bytes at a time: byte by byte, it would take longer than a digest. */
  private static int hash(byte[] bytes, int start, int end) {
    long mixed = (long) end - start;
    int at = start;
    for (; at <= end - Long.BYTES; at += Long.BYTES) {
      mixed = (mixed ^ (long) LONGS.get(bytes, at)) * ODD;
      mixed ^= mixed >>> 32;
    }
    for (; at < end; at++) {
      mixed = (mixed ^ bytes[at]) * ODD;
    }
    return Long.hashCode(mixed);
  }

  @Override
  public int compareTo(JsonText other) {
    return Arrays.compare(bytes, start, end, other.bytes, other.start, other.end);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof JsonText text
        && text.hash == hash
        && Arrays.equals(bytes, start, end, text.bytes, text.start, text.end);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
