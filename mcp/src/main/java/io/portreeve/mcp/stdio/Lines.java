package io.portreeve.mcp.stdio;

import io.portreeve.mcp.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;

/** Reads and writes messages as lines of blocking streams. */
public final class Lines {
  private final InputStream in;
  private final LineParser parser;
  private final Room room;
  private final Deque<byte[]> read = new ArrayDeque<>();
  private final byte[] buffer = new byte[8 * 1024];

  /** Where what was read of a line is held. */
  public interface Room {
    /**
     * From now on, so many bytes are held in place of those before.
     *
     * @throws IOException if there is no room for them
     */
    void hold(int bytes) throws IOException;
  }

  /** Reads lines of at most {@code maxLine} bytes; for one thread at a time. */
  public Lines(InputStream in, int maxLine) {
    this(in, maxLine, _ -> {});
  }

  /** Likewise; what is read takes room until the line after it is asked for. */
  public Lines(InputStream in, int maxLine, Room room) {
    this.in = in;
    this.room = room;
    this.parser = new LineParser(maxLine);
  }

  /** The next line without its end; empty at the end of the stream. Blocks. */
  public Optional<byte[]> next() throws IOException, LineTooLong {
    while (read.isEmpty()) {
      parser.check();
      room.hold(parser.pending());
      int count = in.read(buffer);
      if (count < 0) {
        return Optional.empty();
      }
      room.hold(parser.pending() + count);
      read.addAll(parser.feed(buffer, 0, count));
    }
    return Optional.of(read.remove());
  }

  /**
   * Writes a message as one line and flushes it; a line is never written in part to a live peer.
   */
  public static void write(OutputStream out, Json message) throws IOException {
    byte[] text = message.toLine();
    byte[] line = Arrays.copyOf(text, text.length + 1);
    line[text.length] = '\n';
    out.write(line);
    out.flush();
  }
}
