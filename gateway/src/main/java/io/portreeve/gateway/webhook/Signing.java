package io.portreeve.gateway.webhook;

import io.portreeve.gateway.http.HttpFields;
import io.portreeve.gateway.keys.NamedSecretUnavailable;
import io.portreeve.gateway.keys.Secret;
import io.portreeve.gateway.keys.SecretUnavailable;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The header fields by which a receiver knows that we sent something, and when (Standard Webhooks
 * 1.0.0, "Signature scheme"): {@code webhook-id}, {@code webhook-timestamp} in seconds, and {@code
 * webhook-signature}, the HMAC-SHA-256 of both and the body, with a dot between.
 */
final class Signing {
  private static final String ALGORITHM = "HmacSHA256";
  private static final String BASE64_KEY = "whsec_";
  private static final int SHORTEST = 24;

  private final SecretKeySpec key;

  /**
   * With this key.
   *
   * @throws SecretUnavailable if it is too short to be one
   */
  Signing(Secret secret) {
    refuseIfUnfit(secret);
    this.key = new SecretKeySpec(bytes(secret), ALGORITHM);
  }

  /**
   * Throws if no key can be made of it; makes nothing.
   *
   * @throws SecretUnavailable if it is too short, or not in the form that it begins with
   */
  static void refuseIfUnfit(Secret secret) {
    if (bytes(secret).length < SHORTEST) {
      throw new NamedSecretUnavailable(
          "the secret of the webhook has less than %d bytes".formatted(SHORTEST));
    }
  }

  private static byte[] bytes(Secret secret) {
    String text = secret.revealText().strip();
    if (!text.startsWith(BASE64_KEY)) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    try {
      return Base64.getDecoder().decode(text.substring(BASE64_KEY.length()));
    } catch (IllegalArgumentException unfit) {
      throw new NamedSecretUnavailable("the secret of the webhook is no base64 after `whsec_`");
    }
  }

  HttpFields fields(String id, Instant at, byte[] body) {
    String seconds = Long.toString(at.getEpochSecond());
    return HttpFields.of("webhook-id", id)
        .and("webhook-timestamp", seconds)
        .and("webhook-signature", "v1," + signature(id + "." + seconds + ".", body));
  }

  private String signature(String before, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update(before.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java platform has HmacSHA256", impossible);
    }
  }
}
