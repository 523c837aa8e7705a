package io.portreeve.lab.benign;

import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonReader;
import io.portreeve.mcp.json.JsonRefused;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Files of JSON, packed or not. */
public final class LineFile {
  private LineFile() {}

  /** One object a line. */
  public static List<JsonObject> objects(Path file) throws IOException {
    List<JsonObject> objects = new ArrayList<>();
    try (InputStream in = open(file);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank()) {
          objects.add(object(file, line));
        }
      }
    }
    return objects;
  }

  private static JsonObject object(Path file, String line) throws IOException {
    if (json(file, line.getBytes(StandardCharsets.UTF_8)) instanceof JsonObject object) {
      return object;
    }
    throw new IOException(file + " has a line that is no object");
  }

  /** The file as a whole. */
  static Json whole(Path file) throws IOException {
    try (InputStream in = open(file)) {
      return json(file, in.readAllBytes());
    }
  }

  private static Json json(Path file, byte[] bytes) throws IOException {
    try {
      return JsonReader.read(bytes, JsonLimits.defaults());
    } catch (JsonRefused malformed) {
      throw new IOException(file + " is not JSON: " + malformed.getMessage(), malformed);
    }
  }

  private static InputStream open(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException("there is no file " + file);
    }
    InputStream in = new BufferedInputStream(Files.newInputStream(file));
    return file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
  }
}
