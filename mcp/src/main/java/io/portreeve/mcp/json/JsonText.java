package io.portreeve.mcp.json;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The text of a value as it was received, by which to find what is known of it: equal texts are
 * equal byte for byte, so equal values written otherwise are not.
 *
 * <p>Ordered, so that a map of texts that somebody gave one hash is searched like a tree.
 */
public final class JsonText implements Comparable<JsonText> {
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
      return object.received();
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

  private static int hash(byte[] bytes, int start, int end) {
    int hash = 1;
    for (int i = start; i < end; i++) {
      hash = 31 * hash + bytes[i];
    }
    return hash;
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
