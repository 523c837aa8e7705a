package io.portreeve.gateway.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.Jsons;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealTest {
  private static final JsonObject CONTENT = Jsons.object("{'theirs':'state','round':1}");

  private final Seal seal = with(key(1));

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void whatWasSealed_opensUnderItsBinding_whateverItIs(long seed) {
    Random random = new Random(seed);
    JsonObject content = JsonObject.empty();
    for (int i = random.nextInt(6); i >= 0; i--) {
      content = content.with(text(random), text(random)).with("n" + i, random.nextInt());
    }
    String binding = text(random);

    assertThat(seal.open(binding, seal.seal(binding, content))).hasValue(content);
    assertThat(seal.open(binding + "x", seal.seal(binding, content))).isEmpty();
  }

  @Test
  void everySingleBit_countsForTheSeal() {
    byte[] sealed = Base64.getUrlDecoder().decode(seal.seal("b", CONTENT));

    for (int bit = 0; bit < sealed.length * 8; bit++) {
      byte[] altered = sealed.clone();
      altered[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(seal.open("b", Base64.getUrlEncoder().encodeToString(altered)))
          .as("bit %d", bit)
          .isEmpty();
    }
  }

  @Test
  void everyBeginningAndEveryExtension_isRefused() {
    byte[] sealed = Base64.getUrlDecoder().decode(seal.seal("b", CONTENT));

    for (int length = 0; length <= sealed.length + 16; length++) {
      byte[] altered = Arrays.copyOf(sealed, length);
      assertThat(seal.open("b", Base64.getUrlEncoder().encodeToString(altered)).isPresent())
          .as("length %d", length)
          .isEqualTo(length == sealed.length);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "not base64!", "====", "AAAA", "\u0000", "\u0430\u0430"})
  void textThatIsNoSeal_isRefused_notAnError(String text) {
    assertThat(seal.open("b", text)).isEmpty();
  }

  @Test
  void textThatIsTooLong_isNotEvenDecoded() {
    JsonObject large = JsonObject.empty().with("t", "x".repeat(64 * 1024));

    assertThat(seal.open("b", seal.seal("b", large))).isEmpty();
  }

  @Test
  void sameContent_neverLooksTheSame() {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      assertThat(seen.add(seal.seal("b", CONTENT).substring(0, 16))).as("nonce %d", i).isTrue();
    }
  }

  @Test
  void firstKeySeals_allOpen_andADroppedKeyOpensNoMore() {
    String old = seal.seal("b", CONTENT);
    Seal rotated = with(key(2), key(1));
    String young = rotated.seal("b", CONTENT);

    assertThat(rotated.open("b", old)).hasValue(CONTENT);
    assertThat(with(key(2)).open("b", young)).hasValue(CONTENT);
    assertThat(with(key(2)).open("b", old)).isEmpty();
    assertThat(seal.open("b", young)).isEmpty();
  }

  @Test
  void sealWithoutAKey_cannotBeMade() {
    assertThatIllegalArgumentException().isThrownBy(SealTest::with);
  }

  private static String text(Random random) {
    return random
        .ints(random.nextInt(40), 1, 0xD7FF)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static Seal with(SecretKey... keys) {
    return new Seal(List.of(keys), new SecureRandom());
  }

  private static SecretKey key(int fill) {
    byte[] bytes = new byte[32];
    bytes[0] = (byte) fill;
    return new SecretKeySpec(bytes, "AES");
  }
}
