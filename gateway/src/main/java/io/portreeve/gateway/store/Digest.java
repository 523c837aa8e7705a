package io.portreeve.gateway.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** 32 bytes that stand for something else: a SHA-256 or an HMAC-SHA-256, in lower-case hex. */
public record Digest(String hex) {
  private static final int BYTES = 32;

  public Digest {
    if (hex.length() != 2 * BYTES || !isLowerHex(hex)) {
      throw new IllegalArgumentException("a digest is 64 lower-case hex digits");
    }
  }

  /** The digest with exactly these 32 bytes. */
  public static Digest of(byte[] bytes) {
    return new Digest(HexFormat.of().formatHex(bytes));
  }

  /** SHA-256 (FIPS 180-4) of the text in UTF-8. */
  public static Digest sha256(String text) {
    return sha256(text.getBytes(StandardCharsets.UTF_8));
  }

  /** SHA-256 of these bytes. */
  public static Digest sha256(byte[] bytes) {
    try {
      return of(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Whether both are equal, in a time that does not depend on where they differ. */
  public boolean sameAs(byte[] other) {
    return MessageDigest.isEqual(bytes(), other);
  }

  public byte[] bytes() {
    return HexFormat.of().parseHex(hex);
  }

  /** A loop and no stream: verifying a journal makes one digest per record. */
  private static boolean isLowerHex(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return hex;
  }
}
