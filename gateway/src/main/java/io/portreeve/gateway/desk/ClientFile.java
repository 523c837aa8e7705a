package io.portreeve.gateway.desk;

import io.portreeve.gateway.desk.jsonc.JsoncRefused;
import io.portreeve.gateway.desk.jsonc.JsoncText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The configuration file of a client, as it was read. Any UTF-8 comes back byte for byte.
 *
 * @param named how it was called
 * @param real where it lies, links followed
 * @param whole all of it, a byte order mark included
 */
public record ClientFile(Path named, Path real, String whole) {
  private static final String MARK = "\uFEFF";
  private static final int LONGEST = 64 * 1024 * 1024;

  /** Reads the file. */
  public static ClientFile read(Path named) throws ClientFileUnfit {
    try {
      Path real = named.toRealPath();
      if (!Files.isRegularFile(real)) {
        throw new ClientFileUnfit(named + " is no file", "name a client's configuration");
      }
      byte[] whole = read(real, LONGEST + 1);
      if (whole.length > LONGEST) {
        throw new ClientFileUnfit(
            named + " is longer than 64 MiB", "name a client's configuration");
      }
      return new ClientFile(named, real, decoded(whole));
    } catch (CharacterCodingException foreign) {
      throw new ClientFileUnfit(named + " is not UTF-8", "save it as UTF-8");
    } catch (IOException unreadable) {
      throw new ClientFileUnfit(
          named + " cannot be read (" + FileFault.words(unreadable) + ")", "look at the path");
    }
  }

  /** It may grow while it is read. */
  private static byte[] read(Path real, int most) throws IOException {
    try (InputStream in = Files.newInputStream(real)) {
      return in.readNBytes(most);
    }
  }

  private static String decoded(byte[] whole) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(whole)).toString();
  }

  /** What it says. */
  public JsoncText json() throws ClientFileUnfit {
    try {
      return JsoncText.read(whole.substring(mark().length()));
    } catch (JsoncRefused wrong) {
      throw new ClientFileUnfit(
          "%s is malformed: line %d, column %d: %s"
              .formatted(named, wrong.line(), wrong.column(), wrong.getMessage()),
          "correct it; nothing was changed");
    }
  }

  /** The same file with another text, its byte order mark kept. */
  ClientFile with(String text) {
    return new ClientFile(named, real, mark() + text);
  }

  private String mark() {
    return whole.startsWith(MARK) ? MARK : "";
  }

  /** Throws if a new version of it could not be put in its place; changes nothing. */
  public void refuseIfClosed() throws ClientFileUnfit {
    new Replacement(this).refuseIfClosed();
  }

  /**
   * Puts another version in its place, all of it or nothing, with the same permissions.
   *
   * @throws ClientFileUnfit if it changed since it was read, or cannot be written
   */
  public void replace(String fresh) throws ClientFileUnfit {
    new Replacement(this).with(fresh);
  }
}
