package io.portreeve.mcp.sse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonReader;
import io.portreeve.mcp.json.JsonRefused;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SseWriterTest {
  private final SseParser parser = new SseParser(1_000, 1_000);

  @Test
  void message_isOneEventOfTheDefaultType() throws Exception {
    assertThat(new String(SseWriter.message(json("{\"a\":1}")), UTF_8))
        .isEqualTo("data: {\"a\":1}\n\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\n\"a\":1}", "{\r\n\"a\": \"\\n\"}", "{\"a\"\r:1\n}", "[\"\\ndata: x\\n\\n\"]"})
  void message_withLineBreaksInIt_isStillOneEventWithTheSameValue(String text) throws Exception {
    List<SseEvent> events = parser.feed(SseWriter.message(json(text)));
    assertThat(events).hasSize(1);
    assertThat(JsonReader.read(events.getFirst().data(), JsonLimits.defaults()))
        .isEqualTo(json(text));
  }

  @Test
  void message_withAnId_canBeResumedAfter() throws Exception {
    assertThat(parser.feed(SseWriter.message("s1/4", json("{}").toLine()))).hasSize(1);
    assertThat(parser.lastEventId()).contains("s1/4");
  }

  @Test
  void prime_givesIdAndDelay_andNothingToRead() throws Exception {
    List<SseEvent> events = parser.feed(SseWriter.prime("s1/0", Duration.ofMillis(1500)));
    assertThat(events).singleElement().returns(true, SseEvent::isEmpty);
    assertThat(parser.lastEventId()).contains("s1/0");
    assertThat(parser.retry()).contains(Duration.ofMillis(1500));
  }

  @Test
  void event_hasItsTypeAndText() throws Exception {
    assertThat(parser.feed(SseWriter.event("endpoint", "/messages?x=1")))
        .singleElement()
        .returns("endpoint: /messages?x=1", SseEvent::toString);
  }

  @Test
  void keepAlive_isNoEvent() throws Exception {
    assertThat(parser.feed(SseWriter.keepAlive())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb", "a\rb", "a\0b", "\n"})
  void fieldThatWouldEndItsLine_isRefused(String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SseWriter.message(value, json("{}").toLine()));
    assertThatIllegalArgumentException().isThrownBy(() -> SseWriter.event("x", value));
    assertThatIllegalArgumentException().isThrownBy(() -> SseWriter.event(value, "x"));
    assertThatIllegalArgumentException().isThrownBy(() -> SseWriter.prime(value, Duration.ZERO));
  }

  private static Json json(String text) throws JsonRefused {
    return JsonReader.read(text.getBytes(UTF_8), JsonLimits.defaults());
  }
}
