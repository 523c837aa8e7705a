package io.portreeve.gateway.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portreeve.gateway.store.Digest;
import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonReader;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RecordLineTest {
  private static final Digest PREV = Digest.sha256("before");

  private static byte[] line(long seq, String exchange, JsonObject fields) {
    ByteBuffer body =
        RecordLine.body(
            new AuditEntry(AuditKind.OUTCOME, exchange, fields),
            Instant.parse("2026-11-23T12:00:00.123456789Z"));
    return RecordLine.line(seq, PREV.bytes(), body);
  }

  private static Optional<RecordLine.Head> head(String line) {
    byte[] bytes = line.getBytes(UTF_8);
    return RecordLine.read(bytes, 0, bytes.length);
  }

  @Test
  void line_hasTheDocumentedForm() {
    assertThat(new String(line(7, "x1", JsonObject.of("n", JsonObject.empty())), UTF_8))
        .isEqualTo(
            "{\"seq\":7,\"prev\":\""
                + PREV.hex()
                + "\",\"kind\":\"outcome\",\"time\":\"2026-11-23T12:00:00.123456Z\","
                + "\"exchange\":\"x1\",\"fields\":{\"n\":{}}}");
  }

  @Test
  void hostileExchangeId_cannotLeaveItsPlace() {
    String evil = "\",\"kind\":\"checkpoint\",\n\u0000\u2028\u202e";
    AuditRecord read = AuditRecord.read(line(7, evil, JsonObject.empty())).orElseThrow();
    assertThat(read.exchange()).isEqualTo(evil);
    assertThat(read.kind()).isEqualTo(AuditKind.OUTCOME);
    assertThat(line(7, evil, JsonObject.empty())).doesNotContain('\n');
  }

  @Test
  void fieldsThatCameWithLineBreaks_areStillOneLine() throws Exception {
    byte[] pretty = "{\n  \"a\":\r\n 1\n}".getBytes(UTF_8);
    JsonObject fields = (JsonObject) JsonReader.read(pretty, JsonLimits.defaults());
    byte[] line = line(7, "", fields);
    assertThat(line).doesNotContain('\n').doesNotContain('\r');
    assertThat(AuditRecord.read(line).orElseThrow().fields()).isEqualTo(fields);
  }

  @ParameterizedTest
  @EnumSource
  void everyKind_isReadBack(AuditKind kind) {
    ByteBuffer body = RecordLine.body(kind, "", Journals.NOON, "{}".getBytes(UTF_8));
    byte[] line = RecordLine.line(Long.MAX_VALUE / 10, PREV.bytes(), body);
    assertThat(RecordLine.read(line, 0, line.length))
        .contains(new RecordLine.Head(Long.MAX_VALUE / 10, PREV, kind));
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"seq\":7', '{\"seq\":07'",
    "'{\"seq\":7', '{\"seq\":0'",
    "'{\"seq\":7', '{\"seq\":-7'",
    "'{\"seq\":7', '{\"seq\":'",
    "'{\"seq\":7', '{\"seq\": 7'",
    "'{\"seq\":7', ' {\"seq\":7'",
    "'{\"seq\":7', '{\"seq\":7777777777777777777'",
    "'\"prev\":\"', '\"prev\":\"0'",
    "'\"prev\"', '\"PREV\"'",
    "'outcome', 'Outcome'",
    "'outcome', 'gossip'",
    "'{}}}', '{}} '",
  })
  void everyOtherForm_isNoRecord(String part, String other) {
    String line = new String(line(7, "x1", JsonObject.of("n", JsonObject.empty())), UTF_8);
    assertThat(head(line)).isPresent();
    assertThat(head(line.replace(part, other))).as(other).isEmpty();
  }

  @Test
  void upperCaseHash_isNoRecord() {
    String line = new String(line(7, "x1", JsonObject.empty()), UTF_8);
    assertThat(head(line.replace(PREV.hex(), PREV.hex().toUpperCase(java.util.Locale.ROOT))))
        .isEmpty();
  }

  @Test
  void shorterLines_areNoRecords() {
    String line = new String(line(7, "x1", JsonObject.empty()), UTF_8);
    for (int length = 0; length < line.length(); length++) {
      assertThat(AuditRecord.read(line.substring(0, length).getBytes(UTF_8))).isEmpty();
    }
    assertThat(AuditRecord.read(line.getBytes(UTF_8))).isPresent();
  }

  @Test
  void callers_cannotWriteCheckpoints() {
    assertThatThrownBy(() -> new AuditEntry(AuditKind.CHECKPOINT, "", JsonObject.empty()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
