package io.portreeve.mcp.json;

import static io.portreeve.mcp.json.JsonTexts.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written reads back as the same value, however it was written. */
class JsonRoundTripTest {
  private static final int ROUNDS = 600;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void builtValue_readsBackEqual_andWritesTheSameBytesAgain(long seed) throws JsonRefused {
    RandomJson draw = new RandomJson(seed);
    for (int i = 0; i < ROUNDS; i++) {
      Json built = draw.value();
      Json read = JsonReader.read(built.toBytes(), JsonTexts.LIMITS);
      assertThat(read).isEqualTo(built).hasSameHashCodeAs(built);
      assertThat(built).isEqualTo(read);
      assertThat(read.toBytes()).isEqualTo(built.toBytes());
      assertThat(JsonWriter.measure(built)).isEqualTo(built.toBytes().length);
      assertThat(JsonWriter.measure(read)).isEqualTo(built.toBytes().length);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  void textWithAnyWhitespaceAndEscapes_readsAsTheValueItSays(long seed) throws JsonRefused {
    RandomJson draw = new RandomJson(seed);
    for (int i = 0; i < ROUNDS; i++) {
      Json built = draw.value();
      String text = draw.written(built);
      Json read = json(text);
      assertThat(read).as(text).isEqualTo(built).hasSameHashCodeAs(built);
      assertThat(read.toString()).isEqualTo(text);
      assertThat(json(draw.written(read))).isEqualTo(read);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22})
  void lineOfAnyText_hasNoLineBreak_andSaysTheSame(long seed) throws JsonRefused {
    RandomJson draw = new RandomJson(seed);
    for (int i = 0; i < ROUNDS; i++) {
      JsonObject read = (JsonObject) json(draw.written(draw.object()));
      JsonObject edited = read.with("edited", json("[\r\n1,\n2]"));
      for (Json value : new Json[] {read, edited}) {
        String line = new String(value.toLine(), UTF_8);
        assertThat(line).doesNotContain("\n", "\r");
        assertThat(json(line)).isEqualTo(value);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {31, 32})
  void textWithOneByteChanged_isReadOrRefused_andNothingElse(long seed) {
    RandomJson draw = new RandomJson(seed);
    for (int i = 0; i < ROUNDS; i++) {
      byte[] text = draw.written(draw.value()).getBytes(UTF_8);
      text[draw.random().nextInt(text.length)] = (byte) draw.random().nextInt(256);
      readAgain(text);
      readAgain(Arrays.copyOf(text, draw.random().nextInt(text.length)));
    }
  }

  private static void readAgain(byte[] text) {
    try {
      Json read = JsonReader.read(text, JsonTexts.LIMITS);
      assertThat(JsonReader.read(read.toLine(), JsonTexts.LIMITS)).isEqualTo(read);
    } catch (JsonRefused refused) {
      assertThat(refused.offset()).isBetween(0, text.length);
    }
  }

  @Test
  void smuggledMessageBehindALineBreak_doesNotBecomeALineOfItsOwn() throws JsonRefused {
    String inner = "{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"tools/call\"}";
    Json outer = json("{\"params\":{\"a\":[\n" + inner + "\n]}}");
    assertThat(new String(outer.toBytes(), UTF_8).lines()).contains(inner);
    assertThat(new String(outer.toLine(), UTF_8).lines()).hasSize(1);
  }

  @Test
  void bytesHandedOut_areNotTheBytesKept() throws JsonRefused {
    Json read = json("[1,2]");
    Arrays.fill(read.toBytes(), (byte) '9');
    Arrays.fill(read.toLine(), (byte) '9');
    assertThat(read.toString()).isEqualTo("[1,2]");
  }
}
