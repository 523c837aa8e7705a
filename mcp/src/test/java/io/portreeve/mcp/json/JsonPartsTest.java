package io.portreeve.mcp.json;

import static io.portreeve.mcp.json.JsonTexts.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonPartsTest {
  private static byte[] together(List<ByteBuffer> parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (ByteBuffer part : parts) {
      byte[] bytes = new byte[part.remaining()];
      var _ = part.duplicate().get(bytes);
      all.writeBytes(bytes);
    }
    return all.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 200, 253, 254, 255, 256, 512, 4_096, 9_000, 70_000})
  void parts_areTheBytes_whereverTheLongOnesStand(int length) throws JsonRefused {
    Json received = json("\"" + "x".repeat(length) + "\"");
    Json built = JsonString.of("é\"".repeat(length / 3));
    JsonObject value =
        JsonObject.of("a", received)
            .with("b", JsonArray.of(built, received, received))
            .with("c", json("{\"d\" :\n[" + received + "]}"));

    assertThat(together(value.toParts())).isEqualTo(value.toBytes());
    assertThat(together(received.toParts())).isEqualTo(received.toBytes());
    assertThat(together(built.toParts())).isEqualTo(built.toBytes());
  }

  @Test
  void valuesDrawnAtRandom_areTheSameInParts() throws JsonRefused {
    RandomJson draw = new RandomJson(13);
    for (int i = 0; i < 500; i++) {
      JsonArray several =
          JsonArray.of(draw.object(), json(draw.written(draw.object())), draw.object());

      assertThat(together(several.toParts())).isEqualTo(several.toBytes());
    }
  }

  /** Whoever sends them off takes memory for each part, however small it is. */
  @Test
  void partsOfManyShortItems_areFew() throws JsonRefused {
    Json received = json("\"" + "x".repeat(256) + "\"");
    JsonArray many = JsonArray.of(Collections.nCopies(60_000, received));

    List<ByteBuffer> parts = many.toParts();

    assertThat(parts).hasSizeBetween(1_024, 1_100);
    assertThat(together(parts)).isEqualTo(many.toBytes());
  }

  /** What the parts show is the message that was judged: who sends them cannot change it. */
  @Test
  void longReceivedPart_isAViewThatNobodyCanWrite() throws JsonRefused {
    Json received = json("[\"" + "x".repeat(10_000) + "\"]");

    List<ByteBuffer> parts = JsonObject.of("a", received).toParts();

    assertThat(parts).hasSize(3).allMatch(ByteBuffer::isReadOnly);
    assertThat(parts.get(1).remaining()).isEqualTo(10_004);
  }
}
