package io.portreeve.gateway.scan.finding;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EvidenceTest {
  @Test
  void characters_thatATerminalObeys_orNobodySees_areWrittenOut() {
    assertThat(Evidence.of("a\u001b[2Jb\u202ec\u200bd\u00ade\udb40\udc41"))
        .isEqualTo("a\\u{1b}[2Jb\\u{202e}c\\u{200b}d\\u{ad}e\\u{e0041}");
  }

  @Test
  void lines_becomeOne() {
    assertThat(Evidence.of(" a\nb\tc\r\n")).isEqualTo("a b c");
  }

  @Test
  void longText_isCut() {
    assertThat(Evidence.of("x".repeat(100_000))).hasSizeLessThan(2 * Evidence.MOST).contains("…");
  }

  @Test
  void evidence_isEvidenceOfItself() {
    String once = Evidence.of("a\u202e" + "ü".repeat(40) + "\u0000");

    assertThat(Evidence.of(once)).isEqualTo(once);
  }

  @Test
  void secret_isToldByItsBeginningAndLength() {
    assertThat(Evidence.ofSecret("ghp_0123456789012345")).isEqualTo("ghp_… (20 characters)");
    assertThat(Evidence.ofSecret("abc")).isEqualTo("… (3 characters)");
  }
}
