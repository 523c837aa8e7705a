package io.portreeve.lab.replay;

import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonReader;
import io.portreeve.mcp.json.JsonRefused;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Files of JSON, packed or not, whatever they are called. */
final class JsonFile {
  private static final int GZIP_FIRST = 0x1f;

  private JsonFile() {}

  /** Sees one line. */
  interface LineReader {
    void read(long line, Json value) throws IOException;
  }

  /** Shows each line that is not blank, as it is read. */
  static void lines(Path file, LineReader reader) throws IOException {
    try (InputStream in = open(file);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      long number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isBlank()) {
          reader.read(number, line(file, number, line));
        }
      }
    }
  }

  static Json whole(Path file) throws IOException {
    try (InputStream in = open(file)) {
      return json(in.readAllBytes());
    } catch (JsonRefused malformed) {
      throw new ReplayFault(file, "not JSON: " + malformed.getMessage());
    }
  }

  private static Json line(Path file, long number, String line) throws ReplayFault {
    try {
      return json(line.getBytes(StandardCharsets.UTF_8));
    } catch (JsonRefused malformed) {
      throw new ReplayFault(file, number, "not JSON: " + malformed.getMessage());
    }
  }

  private static Json json(byte[] bytes) throws JsonRefused {
    return JsonReader.read(bytes, JsonLimits.defaults());
  }

  private static InputStream open(Path file) throws IOException {
    try {
      InputStream in = new BufferedInputStream(Files.newInputStream(file));
      in.mark(1);
      int first = in.read();
      in.reset();
      return first == GZIP_FIRST ? new GZIPInputStream(in) : in;
    } catch (NoSuchFileException missing) {
      throw new ReplayFault(file, "there is no such file");
    }
  }
}
