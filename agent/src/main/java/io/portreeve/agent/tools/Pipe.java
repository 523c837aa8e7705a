package io.portreeve.agent.tools;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Bytes on their way from threads of one side to a thread of the other.
 *
 * <p>Who writes never waits, so that an interrupt leaves no message cut in two; the reader takes
 * what comes at once. Unlike {@link java.io.PipedInputStream}, it does not mind that threads that
 * wrote have ended.
 */
final class Pipe {
  private static final byte[] END = {};

  private final BlockingQueue<byte[]> pieces = new LinkedBlockingQueue<>();
  private final In in = new In();
  private final Out out = new Out();
  private volatile boolean closed;

  InputStream in() {
    return in;
  }

  OutputStream out() {
    return out;
  }

  private void end() {
    closed = true;
    pieces.add(END);
  }

  private final class In extends InputStream {
    private byte[] piece = END;
    private int at;
    private boolean ended;

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      if (at == piece.length && !next()) {
        return -1;
      }
      int count = Math.min(length, piece.length - at);
      System.arraycopy(piece, at, into, offset, count);
      at += count;
      return count;
    }

    private boolean next() throws IOException {
      if (!ended) {
        try {
          piece = pieces.take();
          at = 0;
          ended = piece.length == 0;
        } catch (InterruptedException interrupted) {
          Thread.currentThread().interrupt();
          throw (IOException) new InterruptedIOException().initCause(interrupted);
        }
      }
      return !ended;
    }

    @Override
    public void close() {
      end();
    }
  }

  private final class Out extends OutputStream {
    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
      if (closed) {
        throw new IOException("the other side has closed");
      }
      if (length > 0) {
        pieces.add(Arrays.copyOfRange(from, offset, offset + length));
      }
    }

    @Override
    public void close() {
      end();
    }
  }
}
