package io.portreeve.gateway.audit;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Reads the lines of a segment, in place and with bounded memory. */
final class LineReader implements Closeable {
  // A record holds at most this, and a recovered tail is a record in base 64 around it.
  static final int MAX_LINE = 4 * JournalSettings.MAX_RECORD_BYTES;

  private final InputStream in;
  private byte[] buffer = new byte[64 * 1024];
  private int start;
  private int end;
  private int following;
  private int filled;
  private long number;
  private long consumed;
  private boolean complete;
  // How far the begun line moved when the buffer was last filled.
  private int shifted;

  LineReader(InputStream in) {
    this.in = in;
  }

  /**
   * Moves to the next line; false at the end of the file.
   *
   * @throws IOException also if a line is longer than any record can be
   */
  boolean next() throws IOException {
    start = following;
    int lineEnd = start;
    while (true) {
      lineEnd = indexOfLineEnd(lineEnd);
      if (lineEnd < filled) {
        return moveTo(lineEnd, true);
      }
      if (!fill()) {
        following = start;
        return start < filled && moveTo(filled, false);
      }
      lineEnd = Math.max(start, lineEnd - shifted);
    }
  }

  private boolean moveTo(int lineEnd, boolean ended) {
    end = lineEnd;
    complete = ended;
    following = end + (ended ? 1 : 0);
    number++;
    consumed += following - start;
    return true;
  }

  private int indexOfLineEnd(int from) {
    int at = from;
    while (at < filled && buffer[at] != '\n') {
      at++;
    }
    return at;
  }

  /** Reads on, after moving the begun line to the front or making room; false at the end. */
  private boolean fill() throws IOException {
    shifted = start;
    System.arraycopy(buffer, start, buffer, 0, filled - start);
    filled -= start;
    start = 0;
    if (filled == buffer.length) {
      if (filled >= MAX_LINE) {
        throw new IOException("line " + (number + 1) + " is longer than any record");
      }
      buffer = Arrays.copyOf(buffer, 2 * buffer.length);
    }
    int read = in.read(buffer, filled, buffer.length - filled);
    filled += Math.max(read, 0);
    return read > 0;
  }

  /** The bytes that hold the line, from {@link #start()} to {@link #end()}. */
  byte[] buffer() {
    return buffer;
  }

  int start() {
    return start;
  }

  /** Where the line ends; the line end is not part of it. */
  int end() {
    return end;
  }

  byte[] line() {
    return Arrays.copyOfRange(buffer, start, end);
  }

  /** The number of the line, from 1. */
  long number() {
    return number;
  }

  /** Whether the line is closed by a line end: an unclosed last one was torn by a crash. */
  boolean isComplete() {
    return complete;
  }

  /** How many bytes the lines so far take, line ends included. */
  long consumed() {
    return consumed;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
