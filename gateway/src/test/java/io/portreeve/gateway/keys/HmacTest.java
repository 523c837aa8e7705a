package io.portreeve.gateway.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class HmacTest {
  private final Secret secret = Secret.ofText("secret");

  @Test
  void sameTextSameSecretSamePurpose_givesTheSame() {
    assertThat(new Hmac(secret, "a").of("text"))
        .hasSize(32)
        .isEqualTo(new Hmac(secret, "a").of("text"));
  }

  @Test
  void anythingDifferent_givesAnother() {
    byte[] mac = new Hmac(secret, "a").of("text");
    assertThat(new Hmac(secret, "b").of("text")).isNotEqualTo(mac);
    assertThat(new Hmac(Secret.ofText("other"), "a").of("text")).isNotEqualTo(mac);
    assertThat(new Hmac(secret, "a").of("texT")).isNotEqualTo(mac);
  }

  @Test
  void textOfAnyLength_givesWhatThePlatformsHmacGives() throws Exception {
    byte[] derived = mac("secret".getBytes(UTF_8), "portreeve/a".getBytes(UTF_8));
    for (int length = 0; length < 300; length++) {
      byte[] text = "x".repeat(length).getBytes(UTF_8);
      assertThat(new Hmac(secret, "a").of(text)).isEqualTo(mac(derived, text));
    }
  }

  @Test
  void oneAfterTheOther_doNotMix() {
    Hmac hmac = new Hmac(secret, "a");
    byte[] expected = hmac.of("text");
    assertThat(hmac.of("another text, longer than a block of the hash, ".repeat(3)))
        .isNotEqualTo(expected);
    assertThat(hmac.of("te".getBytes(UTF_8), "xt".getBytes(UTF_8))).isEqualTo(expected);
  }

  private static byte[] mac(byte[] key, byte[] text) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(text);
  }

  @Test
  void manyThreads_getTheSame() {
    Hmac hmac = new Hmac(secret, "a");
    byte[] expected = hmac.of("text");
    assertThat(IntStream.range(0, 500).parallel().mapToObj(_ -> hmac.of("text")))
        .allSatisfy(mac -> assertThat(mac).isEqualTo(expected));
  }
}
