package io.portreeve.gateway.audit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.portreeve.gateway.keeping.InstantText;
import io.portreeve.gateway.store.Digest;
import io.portreeve.mcp.json.JsonObjectWriter;
import io.portreeve.mcp.json.JsonString;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The one form that a record has as a line:
 *
 * <pre>{"seq":7,"prev":"…","kind":"decision","time":"…","exchange":"…","fields":{…}}</pre>
 *
 * <p>The head up to {@code prev} is written by the journal, the rest by whoever appends.
 */
final class RecordLine {
  private static final byte[] SEQ = ascii("{\"seq\":");
  private static final byte[] PREV = ascii(",\"prev\":\"");
  private static final byte[] AFTER_PREV = ascii("\",");
  private static final byte[] TIME = ascii("\"time\":\"");
  private static final byte[] EXCHANGE = ascii("\",\"exchange\":");
  private static final byte[] FIELDS = ascii(",\"fields\":");
  private static final byte[] END = {'}'};
  private static final Map<AuditKind, byte[]> KINDS = kinds();
  private static final int HEX = 2 * RecordHash.BYTES;
  private static final int DIGITS = 18;

  /** More than the head of any record takes. */
  static final int MAX_HEAD = 128;

  private RecordLine() {}

  /** What a line says before its kind. */
  record Head(long seq, Digest prev, AuditKind kind) {}

  /** The part of a line that does not depend on its place in the chain. */
  static ByteBuffer body(AuditEntry entry, Instant time) {
    return body(entry.kind(), entry.exchange(), time, entry.fields().toLine());
  }

  static ByteBuffer body(AuditKind kind, String exchange, Instant time, byte[] fields) {
    byte[] before = before(kind, exchange, precise(time).toString());
    byte[] body = Arrays.copyOf(before, before.length + fields.length + END.length);
    int end = append(END, body, append(fields, body, before.length));
    assert end == body.length;
    return ByteBuffer.wrap(body);
  }

  /** Likewise; whoever writes many has their times put into text by {@code texts}. */
  static ByteBuffer body(
      AuditKind kind, String exchange, Instant time, JsonObjectWriter fields, InstantText texts) {
    return fields.within(before(kind, exchange, texts.of(precise(time))), END);
  }

  private static Instant precise(Instant time) {
    return time.truncatedTo(ChronoUnit.MICROS);
  }

  /** What stands before the fields. */
  private static byte[] before(AuditKind kind, String exchange, String time) {
    byte[] start = Objects.requireNonNull(KINDS.get(kind), "all of them are there");
    byte[] id = JsonString.of(exchange).toBytes();
    return joined(start, TIME, ascii(time), EXCHANGE, id, FIELDS);
  }

  private static byte[] joined(byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    byte[] whole = new byte[length];
    int end = 0;
    for (byte[] part : parts) {
      end = append(part, whole, end);
    }
    return whole;
  }

  /** Writes the head of a line; answers with where it ends. */
  private static int head(long seq, byte[] prev, byte[] out, int at) {
    int end = append(SEQ, out, at);
    end = append(ascii(Long.toString(seq)), out, end);
    end = append(PREV, out, end);
    end = RecordHash.hex(prev, out, end);
    return append(AFTER_PREV, out, end);
  }

  /** A whole line, without the line end. */
  static byte[] line(long seq, byte[] prev, ByteBuffer body) {
    byte[] out = new byte[MAX_HEAD + body.remaining()];
    return Arrays.copyOf(out, line(seq, prev, body, out, 0));
  }

  /** Writes it into {@code out}, leaves the body as it is, and answers with where it ends. */
  static int line(long seq, byte[] prev, ByteBuffer body, byte[] out, int at) {
    int bodyAt = head(seq, prev, out, at);
    body.get(body.position(), out, bodyAt, body.remaining());
    return bodyAt + body.remaining();
  }

  /** Reads the head of a line; empty if it has another form, even by one byte. */
  static Optional<Head> read(byte[] line, int from, int to) {
    int at = from + SEQ.length;
    if (!startsWith(line, from, to, SEQ)) {
      return Optional.empty();
    }
    int digits = at;
    while (at < to && line[at] >= '0' && line[at] <= '9') {
      at++;
    }
    int prev = at + PREV.length;
    int after = prev + HEX;
    if (at == digits
        || at - digits > DIGITS
        || line[digits] == '0'
        || !startsWith(line, at, to, PREV)
        || !startsWith(line, after, to, AFTER_PREV)
        || line[to - 1] != '}') {
      return Optional.empty();
    }
    long seq = Long.parseLong(new String(line, digits, at - digits, US_ASCII));
    Optional<AuditKind> kind = kind(line, after + AFTER_PREV.length, to);
    return kind.flatMap(one -> hash(line, prev, after).map(hash -> new Head(seq, hash, one)));
  }

  private static Optional<AuditKind> kind(byte[] line, int from, int to) {
    for (Map.Entry<AuditKind, byte[]> kind : KINDS.entrySet()) {
      if (startsWith(line, from, to, kind.getValue())) {
        return Optional.of(kind.getKey());
      }
    }
    return Optional.empty();
  }

  private static Optional<Digest> hash(byte[] line, int from, int to) {
    try {
      return Optional.of(new Digest(new String(line, from, to - from, ISO_8859_1)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static boolean startsWith(byte[] line, int from, int to, byte[] prefix) {
    int end = from + prefix.length;
    return end <= to && Arrays.equals(line, from, end, prefix, 0, prefix.length);
  }

  private static int append(byte[] bytes, byte[] out, int at) {
    System.arraycopy(bytes, 0, out, at, bytes.length);
    return at + bytes.length;
  }

  private static Map<AuditKind, byte[]> kinds() {
    Map<AuditKind, byte[]> kinds = new EnumMap<>(AuditKind.class);
    for (AuditKind kind : AuditKind.values()) {
      kinds.put(kind, ascii("\"kind\":\"" + kind.wire() + "\","));
    }
    return Collections.unmodifiableMap(kinds);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }
}
