package io.portreeve.gateway.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyTextTest {
  private static final String KEY = KeyText.generate(new SplittableRandom(42));

  @Test
  void generatedKey_hasTheDocumentedForm() {
    assertThat(KEY).hasSize(66).matches("ptr_[0-9A-Za-z]{12}_[0-9A-Za-z]{49}");
    assertThat(KeyText.isWellFormed(KEY)).isTrue();
    assertThat(KeyText.isIntact(KEY)).isTrue();
    assertThat(KEY).startsWith("ptr_" + KeyText.id(KEY) + "_");
  }

  /** Whoever types one wrongly must not see it sent to somebody else. */
  @Test
  void keyWithATypingError_isStillLikeOne() {
    String body = KEY.substring(3);
    for (String typed :
        List.of(
            KEY,
            KEY + "x",
            KEY.substring(0, 40),
            KEY.substring(0, 4),
            KEY.toUpperCase(Locale.ROOT),
            KEY.replace('_', '-'),
            "Bearer" + KEY,
            "key=" + KEY.replace("a", "b"),
            "prt" + body,
            "tr" + body,
            body.substring(1))) {
      assertThat(KeyText.isLike(typed)).as(typed).isTrue();
    }
  }

  /** A signature is random: by chance anything stands in one, for as long as its token lives. */
  @Test
  void signedTokenInWhichAWholeKeyStands_isNotLikeAKey() {
    assertThat(KeyText.isLike("eyJhbGciOiJFUzI1NiJ9.e30." + KEY)).isFalse();
  }

  @Test
  void keyWithADotInIt_isStillLikeOne() {
    assertThat(KeyText.isLike(KEY + ".")).isTrue();
    assertThat(KeyText.isLike(KEY.toUpperCase(Locale.ROOT).replace('A', '.'))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "opaque",
        "ptr",
        "ptrace",
        "ptolemy_ptr_a",
        "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJwdHJfIn0.ptr_",
        "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJwdHJfIn0.aPtR-0123456789Ab_a",
        "aaaaaaaaaaaa_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
      })
  void tokenOfSomebodyElse_isNotLikeAKey(String text) {
    assertThat(KeyText.isLike(text)).isFalse();
  }

  @Test
  void generatedKeys_neverRepeat() {
    SecureRandom random = new SecureRandom();
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < 2000; i++) {
      ids.add(KeyText.id(KeyText.generate(random)));
    }
    assertThat(ids).hasSize(2000);
  }

  @Test
  void everyCharacterOfTheSecret_varies() {
    SplittableRandom random = new SplittableRandom(1);
    for (int position = 17; position < 60; position++) {
      Set<Character> seen = new HashSet<>();
      for (int i = 0; i < 40; i++) {
        seen.add(KeyText.generate(random).charAt(position));
      }
      assertThat(seen).as("position %d", position).hasSizeGreaterThan(15);
    }
  }

  @Test
  void digits_areWhatKeysAreMadeOf() {
    for (char c = 0; c < 128; c++) {
      assertThat(KeyText.isDigit(c)).as("%d", (int) c).isEqualTo(KeyText.DIGITS.indexOf(c) >= 0);
    }
  }

  @Test
  void everySingleWrongCharacter_isFoundByTheChecksum() {
    for (int at = 4; at < KEY.length(); at++) {
      for (int d = 0; d < KeyText.DIGITS.length(); d++) {
        String typo = KEY.substring(0, at) + KeyText.DIGITS.charAt(d) + KEY.substring(at + 1);
        boolean same = typo.equals(KEY) || !KeyText.isWellFormed(typo);
        assertThat(same || !KeyText.isIntact(typo)).as(typo).isTrue();
      }
    }
  }

  @Test
  void everySwapOfNeighbours_isFoundByTheChecksum() {
    for (int at = 17; at + 1 < KEY.length(); at++) {
      String swapped =
          KEY.substring(0, at) + KEY.charAt(at + 1) + KEY.charAt(at) + KEY.substring(at + 2);
      assertThat(swapped.equals(KEY) || !KeyText.isIntact(swapped)).as(swapped).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ptr_",
        "ptr__",
        "ghp_aaaaaaaaaaaa_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "PTR_aaaaaaaaaaaa_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "ptr_aaaaaaaaaaaa-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "ptr_aaaaaaaaaaa__aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "ptr_aaaaaaaaaaaa_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa ",
        " ptr_aaaaaaaaaaaa_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "ptr_aaaaaaaaaaaa_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\u0661",
        "ptr_aaaaaaaaaaaa_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n",
        "ptr_aaaaaaaaaaaa_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
      })
  void whatHasAnotherForm_isNoKey(String text) {
    assertThat(KeyText.isWellFormed(text)).isFalse();
  }
}
