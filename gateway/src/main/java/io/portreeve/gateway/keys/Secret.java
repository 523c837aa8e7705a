package io.portreeve.gateway.keys;

import java.nio.charset.StandardCharsets;

/**
 * Bytes that must not be seen. Printing, comparing or hashing this object tells nothing about them;
 * only {@link #reveal()} and {@link #revealText()} do, and are easy to search for.
 */
public final class Secret {
  private final byte[] bytes;

  private Secret(byte[] bytes) {
    this.bytes = bytes;
  }

  /** A secret with a copy of these bytes. */
  public static Secret of(byte[] bytes) {
    return new Secret(bytes.clone());
  }

  /** A secret with the UTF-8 form of this text. */
  public static Secret ofText(String text) {
    return new Secret(text.getBytes(StandardCharsets.UTF_8));
  }

  public int length() {
    return bytes.length;
  }

  /** A copy of the bytes. Do not log, print or store what comes out. */
  public byte[] reveal() {
    return bytes.clone();
  }

  /** The bytes as UTF-8 text. Do not log, print or store what comes out. */
  public String revealText() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "Secret[redacted]";
  }
}
