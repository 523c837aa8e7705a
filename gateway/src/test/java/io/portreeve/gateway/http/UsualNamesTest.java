package io.portreeve.gateway.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A name is that of its bytes, whether it is a usual one or nearly one. */
class UsualNamesTest {
  private static final List<String> NAMES =
      List.of("a", "date", "host", "host-of", "user-agent", "connection", "transfer-encoding");

  private final UsualNames usual = new UsualNames(NAMES);

  private String read(String text) {
    byte[] section = ("x" + text + "\r\n\r\n").getBytes(ISO_8859_1);
    return usual.of(section, 1, 1 + text.length());
  }

  @Test
  void everyUsualName_isOneString() {
    assertThat(NAMES).allSatisfy(text -> assertThat(read(text)).isSameAs(text));
  }

  @Test
  void nameThatIsNearlyUsual_isTakenForNone() {
    for (String name : NAMES) {
      for (int at = 0; at < name.length(); at++) {
        String before = name.substring(0, at);
        String after = name.substring(at + 1);
        for (char c = 0; c < 256; c++) {
          String near = before + c + after;
          assertThat(read(near)).isEqualTo(near);
        }
        assertThat(read(before + after)).isEqualTo(before + after);
      }
    }
  }

  /** What stands before a name or follows it may look like more of a usual one, and is not its. */
  @Test
  void nameWithinAUsualOne_endsWhereItEnds() {
    for (String name : NAMES) {
      byte[] section = name.getBytes(ISO_8859_1);
      for (int from = 0; from <= name.length(); from++) {
        for (int to = from; to <= name.length(); to++) {
          assertThat(usual.of(section, from, to)).isEqualTo(name.substring(from, to));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "é",
        "transfer-encodings",
        "a field that nobody ever sends, and that is so long as few are"
      })
  void otherName_isDecoded(String text) {
    assertThat(read(text)).isEqualTo(text);
  }
}
