package io.portreeve.gateway.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA-256 (RFC 2104) under one secret and for one purpose: the purpose is part of what is
 * authenticated, so that a value made for one purpose is worth nothing for another.
 */
public final class Hmac {
  private static final int BLOCK = 64;
  private static final byte INNER = 0x36;
  private static final byte OUTER = 0x5c;

  // Both begun with the padded key, which is the same for everything: half of the work for a text.
  private final MessageDigest inner;
  private final MessageDigest outer;

  /** One whose key is derived from the secret for this purpose. */
  public Hmac(Secret secret, String purpose) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.reveal(), "HmacSHA256"));
      byte[] key = mac.doFinal(("portreeve/" + purpose).getBytes(UTF_8));
      this.inner = begun(key, INNER);
      this.outer = begun(key, OUTER);
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }

  private static MessageDigest begun(byte[] key, byte pad) throws NoSuchAlgorithmException {
    byte[] block = Arrays.copyOf(key, BLOCK);
    for (int i = 0; i < BLOCK; i++) {
      block[i] ^= pad;
    }
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    digest.update(block);
    return digest;
  }

  /** The 32 bytes that authenticate the text; safe for many threads. */
  public byte[] of(String text) {
    return of(text.getBytes(UTF_8));
  }

  /** The 32 bytes that authenticate these bytes, as one; safe for many threads. */
  public byte[] of(byte[]... bytes) {
    try {
      MessageDigest text = (MessageDigest) inner.clone();
      for (byte[] part : bytes) {
        text.update(part);
      }
      byte[] hash = text.digest();
      return ((MessageDigest) outer.clone()).digest(hash);
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the platform's SHA-256 can be cloned", e);
    }
  }
}
