package io.portreeve.controls.text;

import io.portreeve.controls.text.CanonicalText.Form;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * The sink makes a file named by the text: one name in one directory, on every common system.
 *
 * <p>The text is brought into canonical form (NFC); separators and the characters that Windows
 * forbids become {@code _}, since an escape such as {@code %2F} is undone by the next server.
 * Device names, names of dots, leading dashes, tildes and spaces get {@code _} in front, trailing
 * dots and spaces become {@code _}, and the name is cut at 240 bytes of UTF-8. Not lossless: two
 * texts may give one name.
 */
public final class FileNameEncoder implements SinkEncoder {
  private static final int BYTES = 240;

  /** A character taken out can leave the one before it without what called for it. */
  private static final int ROUNDS = 4;

  /** Device names of Windows, with any extension; superscript digits count as digits there. */
  private static final Pattern DEVICE =
      Pattern.compile("(?i)(con|prn|aux|nul|conin\\$|conout\\$|(com|lpt)[0-9¹²³])\\s*(\\..*|:.*)?");

  /** Dots and spaces that Windows drops, and those that are folded to them. */
  private static final Pattern END = Pattern.compile("[. \\u00A0\\u2024\\u3000\\uFF0E]++$");

  @Override
  public Encoded encode(String text) {
    Encoded name = Encoded.unchanged(text);
    for (int round = 0; round < ROUNDS; round++) {
      Encoded next = CanonicalText.of(name.text(), Form.NFC);
      next = name(next.text()).and(next.found()).and(name.found());
      if (!next.changes(name.text())) {
        break;
      }
      name = next;
    }
    return name;
  }

  /** Whether Windows, or what folds full-width letters, takes {@code name} for a device. */
  public static boolean device(String name) {
    return DEVICE.matcher(name).matches() || DEVICE.matcher(folded(name)).matches();
  }

  private static String folded(String text) {
    return Compatibility.of(text);
  }

  private static Encoded name(String text) {
    Tally tally = new Tally();
    String name = cut(replaced(text, tally), tally);
    String tail = END.matcher(name).replaceAll("");
    if (tail.length() < name.length()) {
      tally.add(TextFlaw.RESERVED_FILE_NAME);
      name = tail + "_".repeat(name.length() - tail.length());
    }
    if (name.isEmpty() || device(name) || "-~ ".indexOf(folded(name).charAt(0)) >= 0) {
      tally.add(TextFlaw.RESERVED_FILE_NAME);
      name = "_" + name;
    }
    return tally.of(tally.isEmpty() ? text : name);
  }

  private static String replaced(String text, Tally tally) {
    StringBuilder name = new StringBuilder(text.length());
    text.codePoints()
        .forEach(c -> {
          boolean bad = forbidden(c);
          if (bad) {
            tally.add(TextFlaw.FILE_NAME_CHARACTER);
          }
          name.appendCodePoint(bad ? '_' : c);
        });
    return name.toString();
  }

  /** Full-width separators count, because Windows maps them to the ASCII ones for old programs. */
  private static boolean forbidden(int c) {
    if (c < 0x80) {
      return c < 0x20 || "/\\:*?\"<>|".indexOf(c) >= 0;
    }
    String folded = folded(Character.toString(c));
    return c == 0x2215
        || c == 0x2216
        || c == 0x29F8
        || c == 0x2044
        || folded.indexOf('/') >= 0
        || folded.indexOf('\\') >= 0
        || c == 0x2025;
  }

  private static String cut(String name, Tally tally) {
    int bytes = 0;
    for (int i = 0; i < name.length(); i = name.offsetByCodePoints(i, 1)) {
      String one = Character.toString(name.codePointAt(i));
      bytes += one.getBytes(StandardCharsets.UTF_8).length;
      if (bytes > BYTES) {
        tally.add(TextFlaw.TOO_LONG);
        return name.substring(0, i);
      }
    }
    return name;
  }
}
