package io.portreeve.mcp.sse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.portreeve.mcp.sse.SseRefused.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SseParserTest {
  private final SseParser parser = new SseParser(100, 200);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          data: a\\n\\n                      | message: a
          data:a\\n\\n                       | message: a
          data:  a\\n\\n                     | 'message:  a'
          data: a\\r\\r                      | message: a
          data: a\\r\\n\\r\\n                  | message: a
          data: a\\r\\n\\n                    | message: a
          data: a\\ndata: b\\n\\n             | message: a\\nb
          data\\ndata: b\\n\\n                | message: \\nb
          data: {"a":1}\\nevent: x\\n\\n      | x: {"a":1}
          event: x\\nevent:\\ndata: a\\n\\n    | message: a
          : comment\\ndata: a\\n:\\n\\n        | message: a
          colour: red\\ndata: a\\n\\n         | message: a
          DATA: b\\ndata: a\\n\\n             | message: a
          id: 1\\n\\ndata: a\\n\\n             | message: a
          event: x\\n\\ndata: a\\n\\n          | message: a
          data: a: b\\n\\n                   | message: a: b
          \\n\\n\\ndata: a\\n\\n\\n              | message: a
          """)
  void stream_isReadAsTheStandardHasIt(String stream, String expected) throws SseRefused {
    List<SseEvent> events = parser.feed(bytes(stream));
    assertThat(events).extracting(SseEvent::toString).containsExactly(unescaped(expected));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "data: a", "data: a\n", "data: a\nda", ":\n\n", "event: x\n\n", "x\n\n"})
  void stream_withoutAWholeEvent_givesNone(String stream) throws SseRefused {
    assertThat(parser.feed(stream.getBytes(UTF_8))).isEmpty();
  }

  @Test
  void event_withEmptyData_isSeenAndEmpty() throws SseRefused {
    List<SseEvent> events = parser.feed(bytes("id: 7\\ndata:\\n\\n"));
    assertThat(events).hasSize(1);
    assertThat(events.getFirst().isEmpty()).isTrue();
    assertThat(parser.lastEventId()).contains("7");
  }

  @Test
  void byteOrderMark_atTheStart_isSkippedOnce() throws SseRefused {
    assertThat(parser.feed("\uFEFFdata: a\n\n".getBytes(UTF_8)))
        .extracting(SseEvent::toString)
        .containsExactly("message: a");
    assertThat(parser.feed("\uFEFFdata: b\n\n".getBytes(UTF_8))).isEmpty();
  }

  @Test
  void byteOrderMark_beforeTheData_staysInTheData() throws SseRefused {
    SseEvent event = parser.feed("data: \uFEFF{}\n\n".getBytes(UTF_8)).getFirst();
    assertThat(event.data()).isEqualTo("\uFEFF{}".getBytes(UTF_8));
  }

  @Test
  void events_areTheSame_howeverTheBytesCome() throws SseRefused {
    byte[] stream =
        bytes("\\n: hi\\r\\ndata: ü\\r\\ndata: b\\r\\n\\r\\nid:4\\revent:e\\rdata:c\\r\\r");
    List<SseEvent> whole = new SseParser(100, 200).feed(stream);
    List<SseEvent> byteWise = new ArrayList<>();
    for (byte b : stream) {
      byteWise.addAll(parser.feed(new byte[] {b}));
    }
    assertThat(byteWise).isEqualTo(whole).hasSize(2);
    assertThat(parser.lastEventId()).contains("4");
  }

  @Test
  void slice_isReadAndNotWhatStandsAroundIt() throws SseRefused {
    byte[] around = "xxdata: a\n\nyy".getBytes(UTF_8);
    assertThat(parser.feed(around, 2, 9))
        .extracting(SseEvent::toString)
        .containsExactly("message: a");
  }

  @Test
  void id_countsOnlyOnceItsEventIsComplete() throws SseRefused {
    parser.feed(bytes("id: 1\\ndata: a\\n\\nid: 2\\ndata: b\\n"));
    assertThat(parser.lastEventId()).contains("1");
    parser.feed(bytes("\\n"));
    assertThat(parser.lastEventId()).contains("2");
  }

  @Test
  void id_staysForLaterEvents_untilAnEmptyOneResetsIt() throws SseRefused {
    parser.feed(bytes("id: 1\\ndata: a\\n\\ndata: b\\n\\n"));
    assertThat(parser.lastEventId()).contains("1");
    parser.feed(bytes("id\\n\\n"));
    assertThat(parser.lastEventId()).isEmpty();
  }

  @Test
  void id_withNul_isIgnored() throws SseRefused {
    parser.feed("id: 1\n\nid: 2\0\n\n".getBytes(UTF_8));
    assertThat(parser.lastEventId()).contains("1");
  }

  @ParameterizedTest
  @CsvSource({"5,5", "0,0", "123456789,123456789"})
  void retry_ofDigits_isKept(String value, long millis) throws SseRefused {
    parser.feed(bytes("retry: " + value + "\\n"));
    assertThat(parser.retry()).contains(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "1.5", "1e3", "1234567890", "٣", "1 "})
  void retry_ofAnythingElse_isIgnored(String value) throws SseRefused {
    parser.feed(bytes("retry: " + value + "\\n"));
    assertThat(parser.retry()).isEmpty();
  }

  @Test
  void line_ofTheLimit_isRead_andOneByteMoreIsRefused() throws SseRefused {
    String most = "data: " + "x".repeat(94);
    assertThat(parser.feed(bytes(most + "\\n\\n")).getFirst().data()).hasSize(94);
    assertRefused(Fault.LINE_TOO_LONG, most + "x");
  }

  @Test
  void longComment_isRefusedLikeAnyLine() {
    assertRefused(Fault.LINE_TOO_LONG, ":" + "x".repeat(100));
  }

  @Test
  void longLine_isRefusedBeforeItEnds_howeverTheBytesCome() throws SseRefused {
    for (int i = 0; i < 100; i++) {
      parser.feed(new byte[] {'x'});
    }
    assertRefused(Fault.LINE_TOO_LONG, "x");
  }

  @Test
  void event_ofTheLimit_isRead_andOneByteMoreIsRefused() throws SseRefused {
    String line = "data:" + "x".repeat(66) + "\\n";
    assertThat(parser.feed(bytes(line + line + line + "\\n")).getFirst().data()).hasSize(200);
    assertRefused(Fault.EVENT_TOO_LARGE, line + line + "data:" + "x".repeat(67) + "\\n");
  }

  @Test
  void eventsBeforeARefusal_areGiven_andTheRefusalComesNext() throws SseRefused {
    assertThat(parser.feed(bytes("data: a\\n\\ndata: b\\n\\n" + "x".repeat(101)))).hasSize(2);
    assertRefused(Fault.LINE_TOO_LONG, "data: c\\n\\n");
    assertThatExceptionOfType(SseRefused.class).isThrownBy(parser::check);
  }

  @Test
  void emptyDataLines_countTowardsTheLimit() {
    assertRefused(Fault.EVENT_TOO_LARGE, "data\\n".repeat(202));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u00ff: a\n", "event: \u00c0\u0080\n", "id: \u00ed\u00a0\u0080\n"})
  void fieldThatIsNotUtf8_isRefused(String stream) {
    assertThatExceptionOfType(SseRefused.class)
        .isThrownBy(() -> parser.feed(stream.getBytes(ISO_8859_1)))
        .returns(Fault.INVALID_UTF8, SseRefused::fault);
  }

  @Test
  void limit_belowOne_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new SseParser(0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new SseParser(1, 0));
  }

  private void assertRefused(Fault fault, String stream) {
    assertThatExceptionOfType(SseRefused.class)
        .isThrownBy(() -> parser.feed(bytes(stream)))
        .returns(fault, SseRefused::fault)
        .withMessage(fault.text());
  }

  private static byte[] bytes(String escaped) {
    return unescaped(escaped).getBytes(UTF_8);
  }

  private static String unescaped(String text) {
    return text.replace("\\n", "\n").replace("\\r", "\r");
  }
}
