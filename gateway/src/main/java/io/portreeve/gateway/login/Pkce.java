package io.portreeve.gateway.login;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** Random texts that nobody guesses, and what proves later that one was known (RFC 7636). */
record Pkce(String verifier) {
  private static final int BYTES = 32;

  static Pkce fresh(SecureRandom random) {
    return new Pkce(unguessable(random));
  }

  /** 256 bits, in letters that need no escape. */
  static String unguessable(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  String challenge() {
    return digest(verifier);
  }

  static String digest(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("SHA-256 is not available", impossible);
    }
  }

  @Override
  public String toString() {
    return "Pkce";
  }
}
