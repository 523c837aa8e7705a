package io.portreeve.gateway.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portreeve.gateway.keys.Secret;
import io.portreeve.gateway.store.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningKeyTest {
  @TempDir Path temporary;

  /** RFC 8032, section 7.1, test 2. */
  @Test
  void keyAndSignature_areThoseOfTheStandard() {
    SigningKey key =
        SigningKey.ofSeed(
            Secret.of(
                HexFormat.of()
                    .parseHex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")));
    byte[] encoded =
        Base64.getMimeDecoder().decode(key.verifying().pem().replaceAll("-----[A-Z ]+-----", ""));
    assertThat(HexFormat.of().formatHex(encoded))
        .endsWith("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
    assertThat(HexFormat.of().formatHex(key.sign(new byte[] {0x72})))
        .isEqualTo(
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
  }

  @Test
  void signature_isGoodForThisMessageAndThisKeyOnly() {
    byte[] message = "message".getBytes(UTF_8);
    byte[] signature = Journals.KEY.sign(message);
    assertThat(Journals.KEY.verifying().verifies(message, signature)).isTrue();
    assertThat(Journals.KEY.verifying().verifies("Message".getBytes(UTF_8), signature)).isFalse();
    assertThat(Journals.OTHER_KEY.verifying().verifies(message, signature)).isFalse();
    assertThat(Journals.KEY.verifying().verifies(message, new byte[64])).isFalse();
    assertThat(Journals.KEY.verifying().verifies(message, new byte[3])).isFalse();
  }

  @Test
  void keyOfADirectory_isMadeOnceAndItsPublicHalfLiesBeside() throws IOException {
    DataDirectory directory = DataDirectory.open(temporary.resolve("data"));
    SigningKey first = SigningKey.in(directory, new SecureRandom());
    SigningKey again = SigningKey.in(directory, new SecureRandom());
    VerifyingKey read = VerifyingKey.read(directory.path().resolve("audit-signing.pub"));
    byte[] message = {1, 2, 3};
    assertThat(again.verifying().id()).isEqualTo(first.verifying().id()).isEqualTo(read.id());
    assertThat(read.verifies(message, first.sign(message))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----\n",
        "-----BEGIN PUBLIC KEY-----\n!!!!\n-----END PUBLIC KEY-----\n",
        "-----END PUBLIC KEY----------BEGIN PUBLIC KEY-----",
        "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2Vw\n-----END PUBLIC KEY-----\n",
      })
  void whatIsNoPublicKey_isRefused(String pem) throws IOException {
    Path file = Files.writeString(temporary.resolve("key.pem"), pem);
    assertThatThrownBy(() -> VerifyingKey.read(file)).isInstanceOf(IOException.class);
  }

  @Test
  void keysAsText_showTheIdOnly() {
    String id = Journals.KEY.verifying().id();
    assertThat(id).matches("[0-9a-f]{16}");
    assertThat(Journals.KEY.toString()).isEqualTo("SigningKey[" + id + "]");
    assertThat(Journals.KEY.verifying().toString()).isEqualTo("VerifyingKey[" + id + "]");
  }
}
