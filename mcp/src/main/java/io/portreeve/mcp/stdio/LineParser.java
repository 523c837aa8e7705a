package io.portreeve.mcp.stdio;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts a stream into lines, in whatever pieces it comes: a line ends with LF, and a CR before it
 * belongs to the end. What follows the last LF is no line, for its message may be cut short. Keeps
 * no more than one line. Not for use by several threads.
 */
public final class LineParser {
  private final int maxLine;
  private ByteArrayOutputStream started = new ByteArrayOutputStream(256);

  /**
   * @param maxLine the most bytes of one line, without its end
   */
  public LineParser(int maxLine) {
    if (maxLine < 1) {
      throw new IllegalArgumentException("a limit must be positive");
    }
    this.maxLine = maxLine;
  }

  /** Takes the next bytes; gives the lines that they complete, without their ends. */
  public List<byte[]> feed(byte[] bytes, int offset, int length) throws LineTooLong {
    List<byte[]> lines = new ArrayList<>();
    int from = offset;
    for (int at = offset; at < offset + length; at++) {
      if (bytes[at] == '\n') {
        append(bytes, from, at);
        lines.add(take());
        from = at + 1;
      }
    }
    append(bytes, from, offset + length);
    return lines;
  }

  /** How many bytes wait for the end of their line. */
  public int pending() {
    return started.size();
  }

  private void append(byte[] bytes, int from, int to) throws LineTooLong {
    // One more than the limit: the CR of the line end may be among them.
    if (to - from > maxLine + 1 - started.size()) {
      throw new LineTooLong();
    }
    started.write(bytes, from, to - from);
  }

  private byte[] take() throws LineTooLong {
    byte[] line = started.toByteArray();
    started = new ByteArrayOutputStream(256);
    boolean carriageReturn = line.length > 0 && line[line.length - 1] == '\r';
    byte[] bare = carriageReturn ? Arrays.copyOf(line, line.length - 1) : line;
    if (bare.length > maxLine) {
      throw new LineTooLong();
    }
    return bare;
  }
}
