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
  private boolean refused;

  /**
   * @param maxLine the most bytes of one line, without its end
   */
  public LineParser(int maxLine) {
    if (maxLine < 1) {
      throw new IllegalArgumentException("a limit must be positive");
    }
    this.maxLine = maxLine;
  }

  /**
   * Takes the next bytes; gives the lines that they complete, without their ends. Lines before one
   * that is too long are still given; the refusal then comes with the next call.
   */
  public List<byte[]> feed(byte[] bytes, int offset, int length) throws LineTooLong {
    check();
    List<byte[]> lines = new ArrayList<>();
    int from = offset;
    for (int at = offset; at < offset + length && !refused; at++) {
      if (bytes[at] == '\n') {
        append(bytes, from, at);
        take(lines);
        from = at + 1;
      }
    }
    append(bytes, from, offset + length);
    if (lines.isEmpty()) {
      check();
    }
    return lines;
  }

  /** Throws if a line was too long. */
  public void check() throws LineTooLong {
    if (refused) {
      throw new LineTooLong();
    }
  }

  /** How many bytes wait for the end of their line. */
  public int pending() {
    return started.size();
  }

  private void append(byte[] bytes, int from, int to) {
    // One more than the limit: the CR of the line end may be among them.
    if (to - from > maxLine + 1 - started.size()) {
      refused = true;
    } else if (!refused) {
      started.write(bytes, from, to - from);
    }
  }

  private void take(List<byte[]> lines) {
    byte[] line = started.toByteArray();
    started = new ByteArrayOutputStream(256);
    boolean carriageReturn = line.length > 0 && line[line.length - 1] == '\r';
    byte[] bare = carriageReturn ? Arrays.copyOf(line, line.length - 1) : line;
    refused |= bare.length > maxLine;
    if (!refused) {
      lines.add(bare);
    }
  }
}
