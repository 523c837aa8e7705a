package io.portreeve.mcp.json;

import io.portreeve.mcp.json.JsonRefused.Fault;
import java.util.Objects;

/**
 * Reads one JSON text in one strict pass: RFC 8259 grammar, strict UTF-8, no duplicate names, no
 * lone surrogates, nothing before or after, within {@link JsonLimits}; or refuses it.
 *
 * <p>The array is handed over, not copied: who changes it after the call changes what was judged.
 */
public final class JsonReader {
  private JsonReader() {}

  /** Reads the value that all of {@code bytes} are. */
  public static Json read(byte[] bytes, JsonLimits limits) throws JsonRefused {
    return read(bytes, 0, bytes.length, limits);
  }

  /** Reads the value that these {@code length} bytes from {@code offset} are. */
  public static Json read(byte[] bytes, int offset, int length, JsonLimits limits)
      throws JsonRefused {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    if (length > limits.bytes()) {
      throw new JsonRefused(Fault.TOO_MANY_BYTES, limits.bytes());
    }
    if (startsWithMark(bytes, offset, length)) {
      throw new JsonRefused(Fault.BYTE_ORDER_MARK, 0);
    }
    return new TapeReader(bytes, offset, offset + length, limits).read().view(0);
  }

  private static boolean startsWithMark(byte[] bytes, int offset, int length) {
    return length >= 3
        && bytes[offset] == (byte) 0xEF
        && bytes[offset + 1] == (byte) 0xBB
        && bytes[offset + 2] == (byte) 0xBF;
  }
}
