package io.portreeve.gateway.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA-256 (RFC 2104) under one secret and for one purpose: the purpose is part of what is
 * authenticated, so that a value made for one purpose is worth nothing for another.
 */
public final class Hmac {
  private final Mac prototype;

  /** One whose key is derived from the secret for this purpose. */
  public Hmac(Secret secret, String purpose) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.reveal(), "HmacSHA256"));
      byte[] domain = mac.doFinal(("portreeve/" + purpose).getBytes(UTF_8));
      mac.init(new SecretKeySpec(domain, "HmacSHA256"));
      this.prototype = mac;
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }

  /** The 32 bytes that authenticate the text; safe for many threads. */
  public byte[] of(String text) {
    return of(text.getBytes(UTF_8));
  }

  /** The 32 bytes that authenticate these bytes, as one; safe for many threads. */
  public byte[] of(byte[]... bytes) {
    try {
      Mac mac = (Mac) prototype.clone();
      for (byte[] part : bytes) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the platform's HmacSHA256 can be cloned", e);
    }
  }
}
