package io.portreeve.gateway.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * HMAC-SHA-256 (RFC 2104) under one secret and for one purpose: the purpose is part of what is
 * authenticated, so that a value made for one purpose is worth nothing for another.
 */
public final class Hmac {
  private final Mac prototype;

  /**
   * One that nobody uses at the moment: to copy the prototype costs more than a short text does.
   */
  private final AtomicReference<@Nullable Mac> idle = new AtomicReference<>();

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
    Mac mac = taken();
    for (byte[] part : bytes) {
      mac.update(part);
    }
    byte[] done = mac.doFinal();
    idle.set(mac);
    return done;
  }

  /** One that has seen nothing yet, or has forgotten it with its last result. */
  private Mac taken() {
    try {
      Mac used = idle.getAndSet(null);
      return used != null ? used : (Mac) prototype.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the platform's HmacSHA256 can be cloned", e);
    }
  }
}
