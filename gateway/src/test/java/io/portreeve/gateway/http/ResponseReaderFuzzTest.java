package io.portreeve.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Answers of any bytes: read or refused, and the same however they are cut. */
class ResponseReaderFuzzTest {
  private static final PoolOptions OPTIONS = PoolOptions.defaults();

  @FuzzTest(maxDuration = "30s")
  void anyBytes_areReadAlike_howeverTheyAreCut(byte[] wire) {
    for (boolean toHead : new boolean[] {false, true}) {
      String whole = read(wire, Math.max(1, wire.length), toHead);
      assertThat(read(wire, 1, toHead)).isEqualTo(whole);
      assertThat(read(wire, 7, toHead)).isEqualTo(whole);
    }
  }

  private static String read(byte[] wire, int piece, boolean toHead) {
    ResponseReader reader = new ResponseReader(OPTIONS, toHead);
    ByteBuf in = Unpooled.buffer();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    ResponseHead head = null;
    boolean complete = false;
    try {
      for (int at = 0; at < wire.length && !complete; at += piece) {
        in.writeBytes(wire, at, Math.min(piece, wire.length - at));
        head = reader.head(in);
        complete = head != null && reader.body(in);
        if (head != null && (complete || !reader.gathersAll())) {
          body.writeBytes(reader.taken());
        }
      }
      return described(head) + " " + text(body) + (complete ? " end" : "...");
    } catch (Rejected rejected) {
      return described(head) + " refused " + rejected.refusal();
    }
  }

  private static String text(ByteArrayOutputStream body) {
    return body.toString(StandardCharsets.ISO_8859_1);
  }

  private static String described(@Nullable ResponseHead head) {
    if (head == null) {
      return "no head";
    }
    StringBuilder fields = new StringBuilder();
    head.fields().each((name, value) -> fields.append(name).append('=').append(value).append(';'));
    return head.status() + " " + head.length() + " " + head.persistent() + " " + fields;
  }
}
