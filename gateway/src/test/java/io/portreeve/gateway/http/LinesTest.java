package io.portreeve.gateway.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a field may be made of, wherever in it and however long it is. */
class LinesTest {
  private static HttpFields read(String lines) throws Rejected {
    return Lines.fields((lines + "\r\n\r\n").getBytes(ISO_8859_1), 0);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 8, 9, 20})
  void controlCharacter_isRefusedAnywhereInAValue_andNothingElseIs(int length) throws Rejected {
    for (int at = 0; at < length; at++) {
      for (char c = 0; c < 256; c++) {
        String value = "x".repeat(at) + c + "x".repeat(length - at - 1);
        if ((c < ' ' && c != '\t') || c == 0x7F) {
          assertThatThrownBy(() -> read("a: " + value)).isInstanceOf(Rejected.class);
        } else {
          assertThat(read("a: " + value + "\r\nb:").first("a")).contains(trimmed(value));
        }
      }
    }
  }

  private static String trimmed(String value) {
    return value.replaceAll("^[ \t]+|[ \t]+$", "");
  }

  @ParameterizedTest
  @CsvSource({
    "HOST, host",
    "mCp-ProtocoL-VersioN, mcp-protocol-version",
    "X-NOBODY-sends-this, x-nobody-sends-this",
    "_^`|~!#$%&'*+.-, _^`|~!#$%&'*+.-",
    "H_ST, h_st"
  })
  void name_isKeptInLowerCase(String sent, String kept) throws Rejected {
    assertThat(read(sent + ": 1").name(0)).isEqualTo(kept);
  }

  @Test
  void usualName_isOneString_inWhateverCase() throws Rejected {
    assertThat(read("Host: 1").name(0)).isSameAs(read("hoST: 2").name(0));
  }

  /** Whether the name is a usual one or not. */
  @Test
  void byteThatIsNoToken_isRefusedAnywhereInAName_andNothingElseIs() throws Rejected {
    for (String name : new String[] {"host", "content-type", "mcp-protocol-version"}) {
      for (int at = 0; at < name.length(); at++) {
        for (char c = 0; c < 256; c++) {
          String sent = name.substring(0, at) + c + name.substring(at + 1);
          if (Grammar.token((byte) c) != 0) {
            String kept = name.substring(0, at) + (char) Grammar.token((byte) c);
            assertThat(read(sent + ":").name(0)).isEqualTo(kept + name.substring(at + 1));
          } else if (c != ':' || at == 0) {
            assertThatThrownBy(() -> read(sent + ":")).isInstanceOf(Rejected.class);
          }
        }
      }
    }
  }
}
