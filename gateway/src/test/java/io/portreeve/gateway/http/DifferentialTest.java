package io.portreeve.gateway.http;

import static io.portreeve.gateway.http.Loopback.bytes;
import static io.portreeve.gateway.http.Loopback.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpRequestDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The law behind the smuggling table: whatever our reader accepts, another reader cuts and reads in
 * the same way. Generated from grammatical pieces, with some of them broken.
 */
class DifferentialTest {
  private static final String[] METHODS = {"GET", "POST", "POST", "PUT", "M-X", "G T", ""};
  private static final String[] TARGETS = {"/", "/a?b=c", "/%41/..", "/a b", "*", "/\u0000", "//x"};
  private static final String[] VERSIONS = {"HTTP/1.1", "HTTP/1.1", "HTTP/1.0", "HTTP/1.1 "};
  private static final String[] ENDS = {
    "\r\n", "\r\n", "\r\n", "\r\n", "\r\n", "\n", "\r\r\n", "\r"
  };
  private static final String[] FIELDS = {
    "host: a",
    "Host:b",
    "host: a\thost: b",
    "accept: */*",
    "x:\t1 ",
    "x : 1",
    " x: 1",
    "x",
    "x:",
    "content-length: 5",
    "Content-Length:\t3 ",
    "content-length: 05",
    "content-length: 5,5",
    "content-length: +5",
    "content-length: 0",
    "transfer-encoding: chunked",
    "Transfer-Encoding: Chunked ",
    "transfer-encoding: x, chunked",
    "transfer-encoding:chunked,",
    "x: \u0001",
    "x: \u00e9",
    "connection: close",
    "\u00e9: x",
    "x: a\u000bb"
  };
  private static final String[] BODIES = {
    "",
    "abcde",
    "abc",
    "5\r\nabcde\r\n0\r\n\r\n",
    "0\r\n\r\n",
    "3\r\nabc\r\n0\r\nx: y\r\n\r\n",
    "3;x\r\nabc\r\n0\r\n\r\n",
    "3\nabc\n0\n\n",
    "03\r\nabc\r\n00\r\n\r\n",
    "A\r\n0123456789\r\n0\r\n\r\n",
    "3\r\nabcd\r\n0\r\n\r\n",
    "3 \r\nabc\r\n0\r\n\r\n",
    "GET /hidden HTTP/1.1\r\nhost: a\r\n\r\n"
  };

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void whatWeAccept_anotherReaderReadsAlike(long seed) {
    Random random = new Random(seed);
    int accepted = 0;
    for (int i = 0; i < 25_000; i++) {
      String wire = message(random) + message(random);
      List<String> ours = ours(wire);
      if (!ours.isEmpty()) {
        accepted++;
        // The other reader may see more, for it accepts more; it may not see otherwise.
        assertThat(theirs(wire)).describedAs(wire).startsWith(ours.toArray(String[]::new));
      }
    }
    assertThat(accepted).isGreaterThan(1000);
  }

  private static String message(Random random) {
    StringBuilder message = new StringBuilder();
    boolean broken = random.nextInt(3) == 0;
    message.append(any(METHODS, broken ? 7 : 5, random)).append(' ');
    message.append(any(TARGETS, broken ? 7 : 3, random)).append(' ');
    message.append(any(VERSIONS, broken ? 4 : 2, random)).append(end(broken, random));
    message.append("host: a").append(end(broken, random));
    for (int i = random.nextInt(3); i > 0; i--) {
      message.append(FIELDS[random.nextInt(FIELDS.length)]).append(end(broken, random));
    }
    return message.append(end(broken, random)).append(any(BODIES, 13, random)).toString();
  }

  private static String end(boolean broken, Random random) {
    return broken ? ENDS[random.nextInt(ENDS.length)] : "\r\n";
  }

  private static String any(String[] values, int among, Random random) {
    return values[random.nextInt(among)];
  }

  /** The requests up to the first refusal. */
  private static List<String> ours(String wire) {
    List<String> seen = new ArrayList<>();
    RequestReader reader =
        new RequestReader(ListenerOptions.defaults(), new MessageMemory(Long.MAX_VALUE));
    ByteBuf in = Unpooled.copiedBuffer(bytes(wire));
    try {
      for (RequestHead head = next(reader, in); head != null; head = next(reader, in)) {
        StringBuilder fields = new StringBuilder();
        head.fields().each((name, value) -> line(fields, name, value));
        String target = head.query().isEmpty() ? head.path() : head.path() + "?" + head.query();
        String body = text(reader.takeBody());
        seen.add(head.method() + " " + target + "\n" + fields + body);
      }
    } catch (Rejected refused) {
      seen.removeIf(String::isEmpty);
    }
    return seen;
  }

  private static @Nullable RequestHead next(RequestReader reader, ByteBuf in) throws Rejected {
    RequestHead head = reader.read(in);
    if (head == null && reader.waits()) {
      reader.admit("anybody");
      return reader.read(in);
    }
    return head;
  }

  private static List<String> theirs(String wire) {
    List<String> seen = new ArrayList<>();
    EmbeddedChannel channel =
        new EmbeddedChannel(new HttpRequestDecoder(), new HttpObjectAggregator(1_000_000));
    channel.writeInbound(Unpooled.copiedBuffer(bytes(wire)));
    for (FullHttpRequest request = channel.readInbound();
        request != null;
        request = channel.readInbound()) {
      StringBuilder fields = new StringBuilder();
      for (Map.Entry<String, String> field : request.headers()) {
        line(fields, field.getKey().toLowerCase(Locale.ROOT), field.getValue());
      }
      String body = request.content().toString(java.nio.charset.StandardCharsets.ISO_8859_1);
      seen.add(request.method() + " " + request.uri() + "\n" + fields + body);
      request.release();
    }
    // An unfinished message is no error here.
    channel.pipeline().removeLast();
    channel.finishAndReleaseAll();
    return seen;
  }

  /** The aggregator replaces the framing of chunked requests by its own. */
  private static void line(StringBuilder fields, String name, String value) {
    if (!name.equals("content-length") && !name.equals("transfer-encoding")) {
      fields.append(name).append(": ").append(value).append('\n');
    }
  }
}
