package io.portreeve.mcp.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

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
  void stringsAndNumbers_areWrittenLikeValues() {
    assertThat(new JsonObjectWriter(8).put("a", "b").put("c", -1).finish())
        .isEqualTo("{\"a\":\"b\",\"c\":-1}".getBytes(UTF_8));
  }

  @Test
  void objectWithoutMembers_isAnObject_betweenWhatItStandsIn() {
    assertThat(new JsonObjectWriter(0).within("[".getBytes(UTF_8), "]".getBytes(UTF_8)))
        .isEqualTo("[{}]".getBytes(UTF_8));
  }

  @Test
  void textThatNoUtf8CanCarry_isRefused() {
    assertThatThrownBy(() -> new JsonObjectWriter(8).put("a", "\uD83D"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
