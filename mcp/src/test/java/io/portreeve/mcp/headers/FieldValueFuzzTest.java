package io.portreeve.mcp.headers;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Optional;

class FieldValueFuzzTest {

  @FuzzTest(maxDuration = "1m")
  void anyText_comesBackFromAField_andAnyFieldIsReadOneWayOrNot(FuzzedDataProvider data) {
    String text = data.consumeString(200);
    String encoded = FieldValue.encode(text);
    assertThat(encoded).matches("[ -~]*");
    if (isWhole(text)) {
      assertThat(FieldValue.decode(encoded)).contains(text);
    }

    String field = data.consumeRemainingAsAsciiString();
    Optional<String> decoded = FieldValue.decode(field);
    decoded.ifPresent(
        read -> assertThat(FieldValue.decode(FieldValue.encode(read))).contains(read));
  }

  /** Half a surrogate pair is no text; no reader of ours lets one in. */
  private static boolean isWhole(String text) {
    return text.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF);
  }
}
