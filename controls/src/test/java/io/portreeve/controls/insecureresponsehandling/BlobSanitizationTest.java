package io.portreeve.controls.insecureresponsehandling;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.guard.Change;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.Reason;
import io.portreeve.guard.Sink;
import io.portreeve.guard.Verdict;
import io.portreeve.mcp.ReadResource;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.Result;
import io.portreeve.mcp.ServerMessage;
import io.portreeve.mcp.json.JsonString;
import io.portreeve.testkit.Exchanges;
import io.portreeve.testkit.FakeSchemas;
import io.portreeve.testkit.Jsons;
import io.portreeve.testkit.Messages;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a resource sends as bytes, and is text all the same. */
class BlobSanitizationTest {
  private static final Request READ =
      Messages.ofClient().stream()
          .filter(ReadResource.class::isInstance)
          .map(Request.class::cast)
          .findFirst()
          .orElseThrow();

  private static ResponseSanitization control(Sink sink) {
    return new ResponseSanitization(_ -> Set.of(sink), FakeSchemas.lenient());
  }

  private static Verdict.Rewrite<ServerMessage> rewrite(Verdict<ServerMessage> verdict) {
    assertThat(verdict).isInstanceOf(Verdict.Rewrite.class);
    return (Verdict.Rewrite<ServerMessage>) verdict;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          TERMINAL | text/plain                 | no\\u001b[2J       | no␛[2J
          TERMINAL | TEXT/X-LOG; charset=utf-8  | a\u009b2Jb         | a⟦U+009B⟧2Jb
          MODEL    | text/markdown              | a\udb40\udc41b    | ab
          MODEL    | application/json           | {"a":"\u200b"}     | {"a":""}
          MODEL    | application/octet-stream   | a\udb40\udc41b    | ab
          MODEL    | -                          | a\udb40\udc41b    | ab
          TERMINAL | application/x-ndjson       | no\\u001b[2J       | no␛[2J
          TERMINAL | application/csv            | no\\u001b[2J       | no␛[2J
          TERMINAL | message/rfc822             | no\\u001b[2J       | no␛[2J
          TERMINAL | multipart/mixed            | no\\u001b[2J       | no␛[2J
          TERMINAL | */*                        | no\\u001b[2J       | no␛[2J
          TERMINAL | x                          | no\\u001b[2J       | no␛[2J
          TERMINAL | text /plain                | no\\u001b[2J       | no␛[2J
          TERMINAL | text/plain, image/png      | no\\u001b[2J       | no␛[2J
          TERMINAL | image/png, text/plain      | no\\u001b[2J       | no␛[2J
          TERMINAL | image/                     | no\\u001b[2J       | no␛[2J
          TERMINAL | model/obj                  | no\\u001b[2J       | no␛[2J
          HTML     | image/svg                  | <script>            | &lt;script>
          HTML     | image/svg+xml              | <svg onload=a()>    | &lt;svg onload&#61;a()>
          HTML     | application/xhtml+xml      | <script>            | &lt;script>
          CSV      | text/csv                   | =cmd()              | '=cmd()
          """)
  void textInABlob_isCleanedLikeAnyText(Sink sink, String type, String raw, String expected) {
    String text = unescaped(raw);
    Verdict.Rewrite<ServerMessage> verdict =
        rewrite(control(sink).onResponse(readExchange(), contents(type, base64(text))));

    assertThat(((Result) verdict.message()).json())
        .isEqualTo(contents(type, base64(expected)).json());
    assertThat(verdict.changes()).extracting(Change::pointer).containsOnly("/contents/0/blob");
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/octet-stream", "application/x-ndjson", "-"})
  void textInABlob_isCleanedAroundBytesThatAreNone(String type) {
    byte[] start = "Привет\u001b[2J\u001b]52;c;eA==\u0007".getBytes(UTF_8);
    byte[] broken = Arrays.copyOf(start, start.length + 2);
    broken[start.length] = (byte) 0xFF;
    broken[start.length + 1] = (byte) 0x9B;
    byte[] clean = "Привет␛[2J␛]52;c;eA==␇ÿ⟦U+009B⟧".getBytes(UTF_8);
    var verdict =
        rewrite(control(Sink.TERMINAL).onResponse(readExchange(), contents(type, base64(broken))));

    assertThat(((Result) verdict.message()).json()).isEqualTo(contents(type, base64(clean)).json());
  }

  @Test
  void bytesThatNeedNoCleaning_areKeptAsTheyAre() {
    String cyrillic = base64("Привет".getBytes(Charset.forName("windows-1251")));

    assertThat(control(Sink.TERMINAL).onResponse(readExchange(), contents("-", cyrillic)))
        .isEqualTo(Verdict.pass(Reason.RESPONSE_CLEAN));
  }

  @Test
  void wideTextInABlob_isKnownByItsMark() {
    byte[] wide = "\ufeffno\u001b[2J".getBytes(UTF_16LE);
    byte[] clean = "no\u241b[2J".getBytes(UTF_16LE);
    String type = "application/octet-stream";
    var verdict =
        rewrite(control(Sink.TERMINAL).onResponse(readExchange(), contents(type, base64(wide))));

    assertThat(((Result) verdict.message()).json()).isEqualTo(contents(type, base64(clean)).json());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "image/png",
        "application/pdf",
        "application/octet-stream",
        "-",
        "application/zip",
        "x"
      })
  void bytesThatAreNoText_areLeftAlone(String type) {
    String png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAAB";

    assertThat(control(Sink.TERMINAL).onResponse(readExchange(), contents(type, png)))
        .isEqualTo(Verdict.pass(Reason.RESPONSE_CLEAN));
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/protobuf", "application/x-protobuf", "application/cbor"})
  void packedDataThatLooksLikeText_isLeftAlone(String type) {
    String packed = base64("\b\u0001\u0012\u0003abc");

    assertThat(control(Sink.TERMINAL).onResponse(readExchange(), contents(type, packed)))
        .isEqualTo(Verdict.pass(Reason.RESPONSE_CLEAN));
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "text/plain; charset=nonsense", "image/svg+xml"})
  void textInABlob_thatCannotBeRead_refusesTheMessage(String type) {
    String notUtf8 = "/hsbMkr/";

    assertThat(control(Sink.TERMINAL).onResponse(readExchange(), contents(type, notUtf8)).reason())
        .isEqualTo(Reason.RESPONSE_DANGEROUS);
  }

  private static Result contents(String type, String blob) {
    String mime = type.equals("-") ? "" : ",'mimeType':'" + type + "'";
    return Result.of(
        READ,
        Jsons.object(
            "{'resultType':'complete','ttlMs':0,'cacheScope':'private','contents':[{'uri':'file:///a','blob':'"
                + blob
                + "'"
                + mime
                + "}]}"));
  }

  private static Exchange readExchange() {
    return Exchanges.asking(READ);
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String unescaped(String text) {
    return ((JsonString) Jsons.json("'" + text.replace("\"", "\\\"") + "'")).value();
  }
}
