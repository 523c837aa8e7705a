package io.portreeve.gateway.scan.packages;

import io.portreeve.gateway.scan.folder.SeenFile;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonReader;
import io.portreeve.mcp.json.JsonRefused;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Reads files that a server's author wrote: of bounded size, so that none of them takes the memory
 * of a gateway that scans.
 */
final class TextFile {
  private static final int LONGEST = 8 << 20;
  private static final JsonLimits LIMITS =
      JsonLimits.defaults().withBytes(LONGEST).withMembers(200_000).withValues(1_000_000);

  private TextFile() {}

  static byte[] bytes(SeenFile file) throws IOException {
    return file.bytes(LONGEST);
  }

  static String text(SeenFile file) throws IOException {
    return new String(bytes(file), StandardCharsets.UTF_8);
  }

  /** Its lines, of which no list is made: a file may have as many as bytes. */
  static Iterable<String> lines(SeenFile file) throws IOException {
    String text = text(file);
    return () -> text.lines().iterator();
  }

  /** What of it is no JSON object is a fault. */
  static JsonObject json(SeenFile file) throws IOException {
    try {
      Json json = JsonReader.read(bytes(file), LIMITS);
      if (json instanceof JsonObject object) {
        return object;
      }
      throw new IOException("it is no JSON object");
    } catch (JsonRefused refused) {
      throw new IOException("it is no JSON", refused);
    }
  }
}
