package io.portreeve.gateway.pem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.portreeve.gateway.http.TestAuthority;
import io.portreeve.gateway.tls.PemFiles;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PemTest {
  @ParameterizedTest
  @ValueSource(strings = {"EC", "RSA", "Ed25519"})
  void keyOfEveryAlgorithmOfTls_isRead(String algorithm) throws Exception {
    PrivateKey key = KeyPairGenerator.getInstance(algorithm).generateKeyPair().getPrivate();

    assertThat(Pem.key(PemFiles.key(key))).isEqualTo(key);
  }

  @Test
  void textAroundTheKey_andLineEndsOfEveryKind_doNotMatter() throws Exception {
    PrivateKey key = KeyPairGenerator.getInstance("EC").generateKeyPair().getPrivate();
    String pem = PemFiles.block("PRIVATE KEY", key.getEncoded());

    assertThat(Pem.key(PemFiles.bytes("Bag Attributes\n" + pem.replace("\n", "\r\n") + "more")))
        .isEqualTo(key);
  }

  @ParameterizedTest
  @ValueSource(strings = {"EC PRIVATE KEY", "RSA PRIVATE KEY", "ENCRYPTED PRIVATE KEY"})
  void keyInAnotherForm_isRefused_andBothFormsNamed(String label) {
    assertThatExceptionOfType(GeneralSecurityException.class)
        .isThrownBy(() -> Pem.key(PemFiles.bytes(PemFiles.block(label, new byte[32]))))
        .withMessage("the key in the file is no unencrypted PKCS #8 but of type " + label);
  }

  @Test
  void fileOfSomethingElse_isSaidToHaveNoKey() {
    assertThatExceptionOfType(GeneralSecurityException.class)
        .isThrownBy(() -> Pem.key(PemFiles.bytes(PemFiles.block("CERTIFICATE", new byte[32]))))
        .withMessage("there is no key in the file");
  }

  @Test
  void fileOfSomethingElse_isSaidToHaveNoCertificate() {
    assertThatExceptionOfType(GeneralSecurityException.class)
        .isThrownBy(() -> Pem.certificates(PemFiles.bytes("nothing of the kind")))
        .withMessage("there is no certificate in the file");
  }

  @Test
  void keyOfAnAlgorithmThatTlsDoesNotKnow_isRefused() throws Exception {
    PrivateKey key = KeyPairGenerator.getInstance("X25519").generateKeyPair().getPrivate();

    assertThatExceptionOfType(GeneralSecurityException.class)
        .isThrownBy(() -> Pem.key(PemFiles.key(key)))
        .withMessage("the key is of no algorithm that TLS knows");
  }

  /** However a file was cut, the start fails with the reason that the caller was promised. */
  @Test
  void keyThatWasCutAnywhere_isRefused_andNeverAnErrorOfAnotherKind() throws Exception {
    PrivateKey key = KeyPairGenerator.getInstance("EC").generateKeyPair().getPrivate();
    String body = Base64.getEncoder().withoutPadding().encodeToString(key.getEncoded());

    for (int length = 0; length < body.length(); length++) {
      byte[] cut =
          PemFiles.bytes(
              "-----BEGIN PRIVATE KEY-----\n"
                  + body.substring(0, length)
                  + "\n-----END PRIVATE KEY-----\n");
      assertThatExceptionOfType(GeneralSecurityException.class)
          .as("cut after %d", length)
          .isThrownBy(() -> Pem.key(cut));
    }
    assertThatExceptionOfType(GeneralSecurityException.class)
        .isThrownBy(
            () -> Pem.key(PemFiles.bytes("-----END PRIVATE KEY----------BEGIN PRIVATE KEY-----")));
  }

  @Test
  void certificates_areReadInTheirOrder() throws Exception {
    TestAuthority.Keys keys = new TestAuthority("authority").issue("server");

    assertThat(Pem.certificates(PemFiles.chain(keys))).containsExactly(keys.chain());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nothing",
        "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
        "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
        "-----BEGIN CERTIFICATE-----\n"
      })
  void fileWithoutAReadableCertificate_isRefused(String text) {
    assertThatExceptionOfType(GeneralSecurityException.class)
        .isThrownBy(() -> Pem.certificates(PemFiles.bytes(text)));
  }

  @Test
  void certificateThatWasCut_isRefused() throws Exception {
    byte[] pem = PemFiles.certificates(new TestAuthority("authority").certificate());

    assertThatExceptionOfType(GeneralSecurityException.class)
        .isThrownBy(() -> Pem.certificates(Arrays.copyOf(pem, pem.length / 2)));
  }
}
