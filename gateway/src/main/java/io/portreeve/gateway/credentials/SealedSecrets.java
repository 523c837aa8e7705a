package io.portreeve.gateway.credentials;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.portreeve.gateway.keys.Secret;
import io.portreeve.gateway.keys.SecretUnavailable;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Seals secrets with AES-256-GCM, each for one user of one server. */
final class SealedSecrets {
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecretKeySpec key;
  private final SecureRandom random = new SecureRandom();

  SealedSecrets(Secret key) {
    this.key = new SecretKeySpec(key.reveal(), "AES");
  }

  String seal(Secret secret, String server, String principal) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      byte[] sealed =
          cipher(Cipher.ENCRYPT_MODE, nonce, server, principal).doFinal(secret.reveal());
      byte[] both =
          ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array();
      return Base64.getEncoder().encodeToString(both);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java platform has AES-GCM", impossible);
    }
  }

  /**
   * What was sealed for this user and server.
   *
   * @throws SecretUnavailable if it was sealed for another, with another key, or changed since
   */
  Secret open(String sealed, String server, String principal) {
    try {
      ByteBuffer both = ByteBuffer.wrap(Base64.getDecoder().decode(sealed));
      byte[] nonce = new byte[NONCE_BYTES];
      both.get(nonce);
      byte[] rest = new byte[both.remaining()];
      both.get(rest);
      return Secret.of(cipher(Cipher.DECRYPT_MODE, nonce, server, principal).doFinal(rest));
    } catch (GeneralSecurityException | RuntimeException wrong) {
      throw new SecretUnavailable(
          "the secret of %s for %s does not open: another key, or it was changed"
              .formatted(principal, server),
          wrong);
    }
  }

  private Cipher cipher(int mode, byte[] nonce, String server, String principal)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(CIPHER);
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(("portreeve/secret/1\n" + server + "\n" + principal).getBytes(UTF_8));
    return cipher;
  }
}
