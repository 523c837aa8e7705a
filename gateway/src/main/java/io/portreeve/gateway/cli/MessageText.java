package io.portreeve.gateway.cli;

import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonReader;
import io.portreeve.mcp.json.JsonRefused;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A JSON object that the command line names: {@code @FILE}, {@code -} for standard input, or the
 * text itself.
 *
 * @param name how messages call it
 */
record MessageText(String name, String written) {
  JsonObject read(Terminal terminal) {
    byte[] bytes = bytes(terminal);
    try {
      Json json = JsonReader.read(bytes, JsonLimits.defaults());
      if (json instanceof JsonObject object) {
        return object;
      }
      throw wrong("is JSON, but no object", "give one message: batches are refused");
    } catch (JsonRefused refused) {
      throw wrong(
          "is no JSON that the gateway takes: " + refused.fault().text() + place(bytes, refused),
          "correct it there, and mind the quotes of the shell");
    }
  }

  private byte[] bytes(Terminal terminal) {
    try {
      if (written.equals("-")) {
        return terminal.in().readAllBytes();
      }
      return written.startsWith("@")
          ? Files.readAllBytes(named(terminal))
          : written.getBytes(StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new CommandFailure(
          ExitCode.UNAVAILABLE,
          name + ": " + written + " cannot be read",
          "give the message's text, @FILE, or - for standard input");
    }
  }

  private Path named(Terminal terminal) {
    return NamedFile.readable(
        terminal, Path.of(written.substring(1)), "name a file that holds one message");
  }

  CommandFailure wrong(String what, String fix) {
    return new CommandFailure(ExitCode.USAGE, name + " " + what, fix);
  }

  /** Lines and columns count from one, columns in bytes. */
  private static String place(byte[] bytes, JsonRefused refused) {
    int line = 1;
    int column = 1;
    for (int i = 0; i < Math.min(refused.offset(), bytes.length); i++) {
      boolean end = bytes[i] == '\n';
      line += end ? 1 : 0;
      column = end ? 1 : column + 1;
    }
    return refused.offset() == JsonRefused.NOWHERE ? "" : " at line " + line + ", column " + column;
  }
}
