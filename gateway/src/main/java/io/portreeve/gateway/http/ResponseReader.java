package io.portreeve.gateway.http;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** Reads one answer, within the pool's bounds. */
final class ResponseReader implements BodyReader.Sink {
  /** A body announced to be no longer than this is handed over whole, in one wake-up. */
  private static final int WHOLE = 256 * 1024;

  private static final int MAX_INTERIM = 8;
  private static final byte[] NOTHING = new byte[0];

  private final SectionReader heads;
  private final boolean toHead;
  private @Nullable ResponseHead head;
  private @Nullable BodyReader body;
  private @Nullable Gatherer gathered;
  private boolean gatherAll;
  private int interim;

  ResponseReader(PoolOptions options, boolean toHead) {
    heads = new SectionReader(options.maxHeaderBytes(), options.maxHeaderFields() + 1, false);
    this.toHead = toHead;
  }

  /** The final head, once it is there; interim ones are skipped (RFC 9110 section 15.2). */
  @Nullable ResponseHead head(ByteBuf in) throws Rejected {
    while (head == null) {
      byte[] section = heads.read(in);
      if (section == null) {
        return null;
      }
      ResponseHead next = ResponseHead.parse(section, toHead);
      // Nothing here asks for an upgrade; and patience with interim answers has an end.
      if (next.status() == 101 || (next.interim() && ++interim > MAX_INTERIM)) {
        throw Rejected.malformed();
      }
      if (!next.interim()) {
        begin(next);
      }
    }
    return head;
  }

  private void begin(ResponseHead next) {
    head = next;
    if (next.length() == Framing.CHUNKED || next.length() > 0) {
      body = new BodyReader(next.length());
    }
    gatherAll = next.length() >= 0 && next.length() <= WHOLE;
    if (gatherAll && next.length() > 0) {
      gathered = new Gatherer((int) next.length(), (int) next.length());
    }
  }

  /** Reads the body as far as it has come; true once it is complete. */
  boolean body(ByteBuf in) throws Rejected {
    BodyReader reader = body;
    if (reader != null) {
      return reader.read(in, this);
    }
    if (untilClose() && in.isReadable()) {
      take(in, in.readableBytes());
    }
    return !untilClose();
  }

  /** Whether the body goes on until the server closes. */
  boolean untilClose() {
    return head != null && head.length() == Framing.UNSAID;
  }

  /** Whether the caller should hear of the answer only when it is complete. */
  boolean gathersAll() {
    return gatherAll;
  }

  @Override
  public void take(ByteBuf in, int length) {
    Gatherer into = gathered;
    if (into == null) {
      into = new Gatherer(Math.max(length, in.readableBytes()), Integer.MAX_VALUE - 8);
      gathered = into;
    }
    into.take(in, length);
  }

  /** What was read of the body since the last call. */
  byte[] taken() {
    Gatherer into = gathered;
    gathered = null;
    return into == null ? NOTHING : into.array();
  }
}
