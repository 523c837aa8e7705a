package io.portreeve.mcp.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonObjectWriterTest {
  @Test
  void object_isWrittenAsTheTreeOfIt_onOneLine() throws Exception {
    Json received =
        JsonReader.read("[1.50,\r\n\"\\u0041\"]".getBytes(UTF_8), JsonLimits.defaults());
    String text = "\"\\\n\u0007\u00fc\u2028\uD83D\uDE00";
    JsonObject tree =
        JsonObject.builder()
            .put("text", text)
            .put(text, 7)
            .put("long", "x".repeat(5000))
            .put("received", received)
            .put("none", JsonObject.empty())
            .build();
    JsonObjectWriter writer = new JsonObjectWriter(0);

    tree.forEach(member -> writer.put(member.name(), member.value()));

    assertThat(writer.finish()).isEqualTo(tree.toLine()).doesNotContain('\r', '\n');
  }

  @Test
  void objectInParts_isTheTreeOfIt_whatIsLongAsAView() throws Exception {
    Json received = JsonTexts.json("[\n\"" + "x".repeat(5000) + "\"]");
    JsonObject tree = JsonObject.empty().with("a", "é\"").with("received", received).with("c", 1);
    JsonObjectParts writer = new JsonObjectParts();

    tree.forEach(member -> writer.put(member.name(), member.value()));

    assertThat(writer.parts()).hasSize(3).isEqualTo(tree.toParts());
    assertThat(new JsonObjectParts().parts()).isEqualTo(JsonObject.empty().toParts());
  }

  @Test
  void stringsAndNumbers_areWrittenLikeValues() {
    assertThat(new JsonObjectWriter(8).put("a", "b").put("c", -1).finish())
        .isEqualTo("{\"a\":\"b\",\"c\":-1}".getBytes(UTF_8));
  }

  @Test
  void objectWithoutMembers_isAnObject_betweenWhatItStandsIn() {
    assertThat(new JsonObjectWriter(0).within("[".getBytes(UTF_8), "]".getBytes(UTF_8)))
        .isEqualTo(ByteBuffer.wrap("[{}]".getBytes(UTF_8)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 159, 160, 161, 1000})
  void whatItStandsIn_isBeforeAndBehindIt_howeverLong(int length) {
    String head = "h".repeat(length);
    String tail = "t".repeat(length);

    ByteBuffer text =
        new JsonObjectWriter(8)
            .put("a", "longer than the room")
            .within(head.getBytes(UTF_8), tail.getBytes(UTF_8));

    assertThat(UTF_8.decode(text).toString())
        .isEqualTo(head + "{\"a\":\"longer than the room\"}" + tail);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\uD83D", "x\uDE00y", "\uDE00\uD83D", "é\uD83Dx", "\uD83D\uDE00\uDE00"})
  void textThatNoUtf8CanCarry_isRefused_asNameAndAsValue(String text) {
    assertThatThrownBy(() -> new JsonObjectWriter(8).put("a", text))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new JsonObjectWriter(8).put(text, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
