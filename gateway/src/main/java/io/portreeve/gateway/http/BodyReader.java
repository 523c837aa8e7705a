package io.portreeve.gateway.http;

import io.netty.buffer.ByteBuf;

/**
 * Takes the body of one message off the wire, however it is cut into reads. Chunks carry no
 * extensions; trailers are read by the grammar of heads and dropped (RFC 9110 section 6.5.1).
 */
final class BodyReader {
  private static final int MAX_TRAILER_BYTES = 4096;
  private static final int MAX_TRAILERS = 32;

  /** Takes exactly {@code length} bytes from the buffer, or refuses them. */
  interface Sink {
    void take(ByteBuf in, int length) throws Rejected;
  }

  private enum At {
    SIZE,
    SIZE_LF,
    DATA,
    DATA_CR,
    DATA_LF,
    TRAILERS,
    END
  }

  private final SectionReader trailers = new SectionReader(MAX_TRAILER_BYTES, MAX_TRAILERS, true);
  private final boolean chunked;
  private At at;
  private long left;
  private int digits;

  /** A body of {@code length} bytes, or {@link Framing#CHUNKED}. */
  BodyReader(long length) {
    chunked = length == Framing.CHUNKED;
    left = chunked ? 0 : length;
    at = chunked ? At.SIZE : length == 0 ? At.END : At.DATA;
  }

  /** Reads as far as the buffer goes; true once the body is complete. */
  boolean read(ByteBuf in, Sink sink) throws Rejected {
    while (at != At.END && in.isReadable()) {
      switch (at) {
        case SIZE -> size(in.readByte());
        case SIZE_LF -> {
          expect(in, '\n');
          at = left == 0 ? At.TRAILERS : At.DATA;
        }
        case DATA -> data(in, sink);
        case DATA_CR -> {
          expect(in, '\r');
          at = At.DATA_LF;
        }
        case DATA_LF -> {
          expect(in, '\n');
          digits = 0;
          at = At.SIZE;
        }
        case TRAILERS -> {
          if (!trailers(in)) {
            return false;
          }
        }
        case END -> throw new AssertionError();
      }
    }
    return at == At.END;
  }

  private void size(byte b) throws Rejected {
    int digit = Character.digit(b, 16);
    if (digit >= 0 && b > 0) {
      // Seven digits are 256 MiB: more than any limit, and no overflow to reason about.
      if (++digits > 7) {
        throw new Rejected(Refusal.BODY_TOO_LARGE);
      }
      left = left * 16 + digit;
    } else if (b == '\r' && digits > 0) {
      at = At.SIZE_LF;
    } else {
      throw Rejected.malformed();
    }
  }

  private void data(ByteBuf in, Sink sink) throws Rejected {
    int length = (int) Math.min(left, in.readableBytes());
    sink.take(in, length);
    left -= length;
    if (left == 0) {
      at = chunked ? At.DATA_CR : At.END;
    }
  }

  private boolean trailers(ByteBuf in) throws Rejected {
    byte[] section = trailers.read(in);
    if (section == null) {
      return false;
    }
    Lines.fields(section, 0);
    at = At.END;
    return true;
  }

  private static void expect(ByteBuf in, char wanted) throws Rejected {
    if (in.readByte() != wanted) {
      throw Rejected.malformed();
    }
  }
}
