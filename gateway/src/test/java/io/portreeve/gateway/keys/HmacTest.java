package io.portreeve.gateway.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
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
  void manyThreads_getTheSame() {
    Hmac hmac = new Hmac(secret, "a");
    byte[] expected = hmac.of("text");
    assertThat(IntStream.range(0, 500).parallel().mapToObj(_ -> hmac.of("text")))
        .allSatisfy(mac -> assertThat(mac).isEqualTo(expected));
  }
}
