package io.portreeve.gateway.http;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/** Collects a body into one array that grows with what has come, not with what was announced. */
final class Gatherer {
  private static final int FIRST = 64 * 1024;

  private final int most;
  private byte[] bytes;
  private int size;

  /**
   * @param most the length of the body if it is known, else its bound
   */
  Gatherer(int first, int most) {
    this.most = most;
    bytes = new byte[Math.min(first, FIRST)];
  }

  int size() {
    return size;
  }

  /** The bytes held in memory. */
  int capacity() {
    return bytes.length;
  }

  void take(ByteBuf in, int length) {
    int needed = size + length;
    if (needed > bytes.length) {
      long doubled = Math.min(bytes.length * 2L, most);
      bytes = Arrays.copyOf(bytes, (int) Math.max(doubled, needed));
    }
    in.readBytes(bytes, size, length);
    size = needed;
  }

  /** What was collected; the gatherer must not be used again. */
  byte[] array() {
    return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
  }
}
