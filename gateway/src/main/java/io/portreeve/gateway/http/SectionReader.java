package io.portreeve.gateway.http;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Takes one section of lines (a head, or the trailers of a chunked body) off the wire, however it
 * is cut into reads; lines end in CR LF and nothing else (RFC 9112 section 2.2).
 */
final class SectionReader {
  private final int maxBytes;
  private final int maxLines;
  private final boolean mayBeEmpty;
  private int lineStart;
  private int scanned;
  private int lines;

  SectionReader(int maxBytes, int maxLines, boolean mayBeEmpty) {
    this.maxBytes = maxBytes;
    this.maxLines = maxLines;
    this.mayBeEmpty = mayBeEmpty;
  }

  /** The whole section with its final empty line, or null as long as that has not come. */
  byte @Nullable [] read(ByteBuf in) throws Rejected {
    int start = in.readerIndex();
    int end = in.writerIndex();
    while (true) {
      int lf = in.indexOf(start + scanned, end, (byte) '\n');
      if (lf < 0) {
        scanned = end - start;
        bound(scanned);
        return null;
      }
      scanned = lf + 1 - start;
      bound(scanned);
      if (endsSection(in, start, lf)) {
        return take(in);
      }
    }
  }

  private boolean endsSection(ByteBuf in, int start, int lf) throws Rejected {
    int length = lf - start - lineStart;
    if (length < 1 || in.getByte(lf - 1) != '\r') {
      throw Rejected.malformed();
    }
    lineStart = scanned;
    if (length > 1) {
      if (++lines > maxLines) {
        throw new Rejected(Refusal.HEADERS_TOO_LARGE);
      }
      return false;
    }
    if (lines == 0 && !mayBeEmpty) {
      throw Rejected.malformed();
    }
    return true;
  }

  private void bound(int bytes) throws Rejected {
    if (bytes > maxBytes) {
      throw new Rejected(Refusal.HEADERS_TOO_LARGE);
    }
  }

  private byte[] take(ByteBuf in) {
    byte[] section = new byte[scanned];
    in.readBytes(section);
    lineStart = 0;
    scanned = 0;
    lines = 0;
    return section;
  }
}
