package io.portreeve.gateway.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What browsers bring, which others may have written. */
class ParametersTest {
  private static String filler(int pairs) {
    return IntStream.range(0, pairs).mapToObj(i -> "n" + i + "=x").collect(Collectors.joining("&"));
  }

  @Test
  void whatIsSaidOnce_isSaid() {
    Parameters said = Parameters.of("iss=https%3A%2F%2Fid.example&code=a+b");

    assertThat(said.get("iss")).contains("https://id.example");
    assertThat(said.get("code")).contains("a b");
    assertThat(said.isClear("iss")).isTrue();
  }

  @Test
  void whatIsAbsent_isClear() {
    assertThat(Parameters.of("code=a").isClear("iss")).isTrue();
    assertThat(Parameters.of("").isClear("iss")).isTrue();
  }

  /** Were these as good as absent, whoever adds one could take a name away from an answer. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "iss=a&iss=a",
        "iss=a&code=x&iss=b",
        "iss=&iss=a",
        "iss=a&i%73s=a",
        "iss=",
        "iss",
        "iss&code=x",
        "iss=%zz"
      })
  void whatIsSaidTwice_orWithoutAValue_isNeitherSaidNorAbsent(String text) {
    Parameters said = Parameters.of(text);

    assertThat(said.get("iss")).isEmpty();
    assertThat(said.isClear("iss")).isFalse();
  }

  /** What stands behind the last that is read could be what matters. */
  @Test
  void ofATextWithMoreThanAnybodyNeeds_nothingIsTaken() {
    assertThat(Parameters.of(filler(49) + "&iss=a").get("iss")).contains("a");
    assertThat(Parameters.of(filler(50) + "&iss=a").values()).isEmpty();
    assertThat(Parameters.of("state=a&" + filler(50)).get("state")).isEmpty();
  }
}
