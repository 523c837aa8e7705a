package io.portreeve.gateway.child;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The last lines that a child wrote to its standard error: for the operator's eyes, made harmless
 * for a terminal, cut to size. What it says there never counts as a message.
 */
final class Remarks {
  private static final int MOST_LINES = 50;
  private static final int LONGEST = 2_000;

  private final Deque<String> lines = new ArrayDeque<>();
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  /** Reads until the stream ends, so that the child never waits for a reader. */
  void drain(InputStream stream) {
    byte[] buffer = new byte[4 * 1024];
    try (stream) {
      for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
        for (int i = 0; i < count; i++) {
          take(buffer[i]);
        }
      }
    } catch (IOException closed) {
      endLine();
    }
    endLine();
  }

  private void take(byte next) {
    if (next == '\n') {
      endLine();
    } else if (line.size() < LONGEST) {
      line.write(next);
    }
  }

  private void endLine() {
    if (line.size() == 0) {
      return;
    }
    String text = line.toString(UTF_8).replaceAll("\\p{Cntrl}", "�");
    line.reset();
    synchronized (lines) {
      if (lines.size() == MOST_LINES) {
        lines.removeFirst();
      }
      lines.addLast(text);
    }
  }

  List<String> last() {
    synchronized (lines) {
      return List.copyOf(lines);
    }
  }
}
