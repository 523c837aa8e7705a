package io.portreeve.gateway.config.form;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The text of a file that the operator wrote, or why it cannot be had. */
public sealed interface FileText {
  /** The longest file that is read. */
  long LONGEST = 1 << 20;

  /** Its text. */
  record Text(String text) implements FileText {}

  /** There is none. */
  record Unreadable(Problem problem) implements FileText {}

  /** Reads the file. */
  static FileText read(Path file) {
    try {
      if (Files.size(file) > LONGEST) {
        return unreadable("is longer than 1MiB", "such a file is short: is this the right one?");
      }
      var bytes = ByteBuffer.wrap(Files.readAllBytes(file));
      return new Text(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
    } catch (CharacterCodingException notUtf8) {
      return unreadable("is not UTF-8", "save it as UTF-8");
    } catch (IOException unreadable) {
      return unreadable("cannot be read", "check that it exists and that this user may read it");
    }
  }

  private static FileText unreadable(String what, String fix) {
    return new Unreadable(new Problem(Place.OUTSIDE, "", what, fix));
  }
}
