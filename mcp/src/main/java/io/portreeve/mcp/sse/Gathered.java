package io.portreeve.mcp.sse;

import java.util.Arrays;

/** Bytes that come in pieces; what grew large for one line is not kept for the next. */
final class Gathered {
  private static final int KEPT = 8 * 1024;

  private byte[] bytes = new byte[256];
  private int length;

  int length() {
    return length;
  }

  byte at(int index) {
    return bytes[index];
  }

  byte[] array() {
    return bytes;
  }

  void append(byte[] more, int from, int to) {
    int needed = length + (to - from);
    if (needed > bytes.length) {
      bytes =
          Arrays.copyOf(
              bytes, (int) Math.min(Integer.MAX_VALUE - 64, Math.max(needed, 2L * bytes.length)));
    }
    System.arraycopy(more, from, bytes, length, to - from);
    length = needed;
  }

  int indexOf(char ascii, int from) {
    for (int i = from; i < length; i++) {
      if (bytes[i] == ascii) {
        return i;
      }
    }
    return -1;
  }

  boolean startsWith(byte[] prefix) {
    return length >= prefix.length
        && Arrays.equals(bytes, 0, prefix.length, prefix, 0, prefix.length);
  }

  byte[] bytes(int from) {
    return bytes(from, length);
  }

  byte[] bytes(int from, int to) {
    return Arrays.copyOfRange(bytes, from, to);
  }

  void clear() {
    length = 0;
    if (bytes.length > KEPT) {
      bytes = new byte[256];
    }
  }
}
