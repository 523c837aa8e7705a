package io.portreeve.mcp.stdio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonReader;
import io.portreeve.mcp.json.JsonRefused;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class LinesTest {
  @Test
  void lines_areReadOneByOne_untilTheStreamEnds() throws Exception {
    Lines lines = lines("a\nb\nrest", 10);
    assertThat(lines.next()).contains("a".getBytes(UTF_8));
    assertThat(lines.next()).contains("b".getBytes(UTF_8));
    assertThat(lines.next()).isEmpty();
    assertThat(lines.next()).isEmpty();
  }

  @Test
  void longLine_isRefused_afterTheLinesBeforeIt() throws Exception {
    Lines lines = lines("a\n" + "x".repeat(9_000) + "\n", 8_200);
    assertThat(lines.next()).contains("a".getBytes(UTF_8));
    assertThatExceptionOfType(LineTooLong.class).isThrownBy(lines::next);
  }

  @Test
  void message_isWrittenAsOneLine() throws IOException, JsonRefused {
    Json message = JsonReader.read("{\n\"a\":\r\n\"\\n\"}".getBytes(UTF_8), JsonLimits.defaults());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Lines.write(out, message);
    Lines.write(out, message);
    assertThat(out.toString(UTF_8).lines()).hasSize(2);
    assertThat(out.toString(UTF_8)).doesNotContain("\r").endsWith("}\n");
  }

  private static Lines lines(String stream, int maxLine) {
    return new Lines(new ByteArrayInputStream(stream.getBytes(UTF_8)), maxLine);
  }
}
