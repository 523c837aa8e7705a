package io.portreeve.lab.replay;

import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonReader;
import io.portreeve.mcp.json.JsonRefused;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Files of JSON, packed or not, whatever they are called. Never more of one is held than a text of
 * JSON may be long, however much it unpacks to.
 */
final class JsonFile {
  private static final int GZIP_FIRST = 0x1f;
  private static final JsonLimits LIMITS = JsonLimits.defaults();

  private JsonFile() {}

  /** Sees one line. */
  interface LineReader {
    void read(long line, Json value) throws IOException;
  }

  /** Shows each line that is not blank, as it is read. */
  static void lines(Path file, LineReader reader) throws IOException {
    try (InputStream in = open(file)) {
      long number = 1;
      for (Optional<byte[]> line = line(in); line.isPresent(); line = line(in)) {
        if (!isBlank(line.get())) {
          reader.read(number, line(file, number, line.get()));
        }
        number++;
      }
    } catch (ZipException | EOFException damaged) {
      throw damaged(file);
    }
  }

  static Json whole(Path file) throws IOException {
    try (InputStream in = open(file)) {
      return JsonReader.read(in.readNBytes(LIMITS.bytes() + 1), LIMITS);
    } catch (JsonRefused malformed) {
      throw new ReplayFault(file, "not JSON: " + malformed.getMessage());
    } catch (ZipException | EOFException damaged) {
      throw damaged(file);
    }
  }

  /** The next line, or as much of it as shows that it is too long; empty at the end. */
  private static Optional<byte[]> line(InputStream in) throws IOException {
    int next = in.read();
    if (next < 0) {
      return Optional.empty();
    }
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    while (next >= 0 && next != '\n' && line.size() <= LIMITS.bytes()) {
      line.write(next);
      next = in.read();
    }
    return Optional.of(line.toByteArray());
  }

  private static boolean isBlank(byte[] line) {
    for (byte each : line) {
      if (each != ' ' && each != '\t' && each != '\r') {
        return false;
      }
    }
    return true;
  }

  private static Json line(Path file, long number, byte[] line) throws ReplayFault {
    try {
      return JsonReader.read(line, LIMITS);
    } catch (JsonRefused malformed) {
      throw new ReplayFault(file, number, "not JSON: " + malformed.getMessage());
    }
  }

  private static InputStream open(Path file) throws IOException {
    try {
      return new BufferedInputStream(unpacked(Files.newInputStream(file)));
    } catch (NoSuchFileException missing) {
      throw new ReplayFault(file, "there is no such file");
    } catch (ZipException | EOFException damaged) {
      throw damaged(file);
    }
  }

  /** What a stream holds; one that cannot be unpacked is closed. */
  static InputStream unpacked(InputStream from) throws IOException {
    InputStream in = new BufferedInputStream(from);
    try {
      in.mark(1);
      int first = in.read();
      in.reset();
      return first == GZIP_FIRST ? new GZIPInputStream(in) : in;
    } catch (IOException unreadable) {
      try (in) {
        throw unreadable;
      }
    }
  }

  private static ReplayFault damaged(Path file) {
    return new ReplayFault(file, "begins like gzip, and is damaged");
  }
}
