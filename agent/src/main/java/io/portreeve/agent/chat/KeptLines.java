package io.portreeve.agent.chat;

import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonReader;
import io.portreeve.mcp.json.JsonRefused;
import io.portreeve.mcp.json.JsonString;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/**
 * What was typed in earlier conversations, in a file of its user's own: a JSON string a line. A
 * line that begins with a blank is not kept.
 */
final class KeptLines {
  /** Older ones are forgotten at the next start. */
  private static final int MOST = 1_000;

  private final Optional<Path> file;

  private KeptLines(Optional<Path> file) {
    this.file = file;
  }

  /** None: nothing is kept. */
  static KeptLines none() {
    return new KeptLines(Optional.empty());
  }

  /** In this file, which is there, and which nobody else can read. */
  static KeptLines in(Path file) {
    return new KeptLines(Optional.of(file));
  }

  /** Oldest first. What cannot be read is left out: it is a comfort, and nothing depends on it. */
  List<String> lines() {
    if (file.isEmpty()) {
      return List.of();
    }
    try {
      List<String> written = Files.readAllLines(file.get());
      List<String> last = written.subList(Math.max(0, written.size() - MOST), written.size());
      if (last.size() < written.size()) {
        Files.write(file.get(), last);
      }
      return last.stream().flatMap(line -> read(line).stream()).toList();
    } catch (IOException unreadable) {
      told(unreadable);
      return List.of();
    }
  }

  void add(String line) {
    if (file.isEmpty() || line.isBlank() || line.startsWith(" ")) {
      return;
    }
    List<String> more = List.of(JsonString.of(line).toString());
    try {
      Files.write(file.get(), more, StandardOpenOption.APPEND);
    } catch (IOException full) {
      told(full);
    }
  }

  private static Optional<String> read(String line) {
    try {
      byte[] text = line.getBytes(StandardCharsets.UTF_8);
      return JsonReader.read(text, JsonLimits.defaults()) instanceof JsonString string
          ? Optional.of(string.value())
          : Optional.empty();
    } catch (JsonRefused damaged) {
      return Optional.empty();
    }
  }

  private static void told(IOException fault) {
    System.getLogger(KeptLines.class.getName())
        .log(System.Logger.Level.WARNING, "the history is not kept: " + fault.getMessage());
  }
}
