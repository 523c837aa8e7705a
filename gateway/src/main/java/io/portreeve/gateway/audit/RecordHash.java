package io.portreeve.gateway.audit;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256, reused by one thread: the hash of a record is that of its line without the line end. */
final class RecordHash {
  static final int BYTES = 32;
  private static final byte[] HEX =
      "0123456789abcdef".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

  private final MessageDigest sha;

  RecordHash() {
    try {
      this.sha = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  byte[] of(byte[] bytes, int from, int to) {
    byte[] hash = new byte[BYTES];
    into(hash, bytes, from, to);
    return hash;
  }

  void into(byte[] hash, byte[] bytes, int from, int to) {
    try {
      sha.update(bytes, from, to - from);
      int written = sha.digest(hash, 0, BYTES);
      assert written == BYTES;
    } catch (DigestException e) {
      throw new IllegalStateException("32 bytes hold a SHA-256", e);
    }
  }

  /** An inner or outer node of a Merkle tree: a prefix byte and one or two hashes (RFC 6962). */
  byte[] ofNode(byte prefix, byte[]... hashes) {
    sha.update(prefix);
    for (byte[] hash : hashes) {
      sha.update(hash);
    }
    return sha.digest();
  }

  /** Writes the lower-case hex digits of the bytes; answers with where they end. */
  static int hex(byte[] bytes, byte[] out, int at) {
    int end = at;
    for (byte b : bytes) {
      out[end++] = HEX[(b >> 4) & 0xf];
      out[end++] = HEX[b & 0xf];
    }
    return end;
  }
}
