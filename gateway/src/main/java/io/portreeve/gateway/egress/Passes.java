package io.portreeve.gateway.egress;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A user and a password for each principal's program, so that none can come as another's. Nothing
 * is kept of them: both follow from a secret that ends with this process.
 */
final class Passes {
  private static final String BASIC = "Basic ";
  private static final String ALGORITHM = "HmacSHA256";
  private static final int USER_LENGTH = 16;

  private final SecretKeySpec secret;

  Passes(SecureRandom random) {
    byte[] key = new byte[32];
    random.nextBytes(key);
    this.secret = new SecretKeySpec(key, ALGORITHM);
  }

  /** The user and the password, as a URL has them. */
  String of(String whose) {
    String user = mac("user " + whose).substring(0, USER_LENGTH);
    return user + ":" + password(user);
  }

  /** Who shows these credentials; empty if they are none of ours. */
  Optional<String> user(String credentials) {
    if (!credentials.startsWith(BASIC)) {
      return Optional.empty();
    }
    Optional<String> pass = decoded(credentials.substring(BASIC.length()));
    Optional<String> user = pass.map(text -> text.split(":", 2)[0]);
    return user.filter(name -> isEqual(pass.orElse(""), name + ":" + password(name)));
  }

  private static Optional<String> decoded(String encoded) {
    try {
      byte[] bytes = Base64.getDecoder().decode(encoded);
      return Optional.of(new String(bytes, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException invented) {
      return Optional.empty();
    }
  }

  private String password(String user) {
    return mac("password " + user);
  }

  private static boolean isEqual(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  private String mac(String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(secret);
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
      throw new IllegalStateException("every JVM has " + ALGORITHM, impossible);
    }
  }
}
