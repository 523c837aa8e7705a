package io.portreeve.gateway.http;

import static io.portreeve.gateway.http.Loopback.bytes;
import static io.portreeve.gateway.http.Loopback.text;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/** Reads requests without a socket and says what was made of them. */
final class Reading {
  private static final ListenerOptions OPTIONS =
      ListenerOptions.defaults().withMaxHeader(2048, 20).withMaxBody(1000, 100_000);

  private Reading() {}

  /** All requests in {@code wire}, which comes in one piece. */
  static String atOnce(String wire) {
    return read(wire, wire.length());
  }

  /** All requests in {@code wire}, which comes byte by byte. */
  static String slowly(String wire) {
    return read(wire, 1);
  }

  /** All requests in {@code wire}, which comes in pieces; a refusal ends them. */
  static String read(String wire, int piece) {
    MessageMemory memory = new MessageMemory(OPTIONS.maxBufferedBytes());
    RequestReader reader = new RequestReader(OPTIONS, memory);
    ByteBuf in = Unpooled.buffer();
    StringBuilder seen = new StringBuilder();
    try {
      for (int from = 0; from < wire.length(); from += piece) {
        in.writeBytes(bytes(wire.substring(from, Math.min(from + piece, wire.length()))));
        readAll(reader, in, seen);
      }
      seen.append(reader.head() == null && !in.isReadable() ? "" : "...");
    } catch (Rejected rejected) {
      seen.append(rejected.refusal().status());
    }
    reader.reset();
    if (memory.used() != 0) {
      throw new AssertionError("memory kept");
    }
    return seen.toString();
  }

  private static void readAll(RequestReader reader, ByteBuf in, StringBuilder seen)
      throws Rejected {
    while (in.isReadable()) {
      RequestHead head = reader.read(in);
      if (head == null && reader.waits()) {
        reader.admit("anybody");
      } else if (head == null) {
        return;
      } else {
        describe(head, reader, seen);
      }
    }
  }

  private static void describe(RequestHead head, RequestReader reader, StringBuilder seen) {
    try (MessageMemory.Holding _ = reader.takeHolding()) {
      seen.append(describe(head, text(reader.takeBody())));
    }
  }

  private static String describe(RequestHead head, @Nullable String body) {
    String query = head.query().isEmpty() ? "" : "?" + head.query();
    return "[" + head.method() + " " + head.path() + query + " " + body + "]";
  }
}
