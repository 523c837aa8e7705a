package io.portreeve.mcp.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Whatever the bytes: they are refused, or they are a value that survives being passed on. */
class JsonReaderFuzzTest {
  @FuzzTest(maxDuration = "2m")
  void anyBytes_areRefused_orReadBackAsTheSameValue(byte[] text) {
    try {
      Json read = JsonReader.read(text.clone(), JsonTexts.LIMITS);
      assertThat(JsonReader.read(read.toBytes(), JsonTexts.LIMITS)).isEqualTo(read);
      assertThat(JsonReader.read(read.toLine(), JsonTexts.LIMITS)).isEqualTo(read);
      Json rebuilt =
          JsonLeaves.rewriteStrings(read, (pointer, leaf) -> leaf + "!", (p, name) -> name + "!");
      Json restored =
          JsonLeaves.rewriteStrings(rebuilt, (pointer, leaf) -> cut(leaf), (p, name) -> cut(name));
      assertThat(JsonReader.read(restored.toBytes(), JsonTexts.LIMITS)).isEqualTo(read);
    } catch (JsonRefused refused) {
      assertThat(refused.offset()).isBetween(0, text.length);
    }
  }

  private static String cut(String text) {
    return text.substring(0, text.length() - 1);
  }
}
