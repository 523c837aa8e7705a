package io.portreeve.gateway.oauth;

import io.portreeve.gateway.store.Digest;
import java.util.Base64;

/** SHA-256 in the base64url form that JOSE writes (RFC 7515, section 2). */
final class Sha256 {
  private Sha256() {}

  static String base64(String text) {
    return base64(Digest.sha256(text));
  }

  static String base64(byte[] bytes) {
    return base64(Digest.sha256(bytes));
  }

  private static String base64(Digest digest) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(digest.bytes());
  }
}
