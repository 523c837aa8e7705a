package io.portreeve.controls.insecureresponsehandling;

import io.portreeve.controls.text.Readings;
import java.util.regex.Pattern;

/**
 * Tells whether the address of a file leads to another machine, which some systems log in to by
 * themselves: in any reading of it, with escapes undone, compatibility characters folded and
 * backslashes as slashes.
 */
final class FileAddress {
  private static final Pattern HERE = Pattern.compile("//(?:localhost)?/(?!/).*", Pattern.DOTALL);

  /** Browsers drop these wherever they stand. */
  private static final Pattern DROPPED = Pattern.compile("[\\t\\r\\n]");

  private FileAddress() {}

  /** Judges what stands behind {@code file:}. */
  static boolean elsewhere(String rest) {
    return rest.indexOf('\\') >= 0 || Readings.of(rest).stream().anyMatch(FileAddress::shares);
  }

  private static boolean shares(String reading) {
    String path = DROPPED.matcher(reading.replace('\\', '/')).replaceAll("").strip();
    boolean host = path.startsWith("//") && !HERE.matcher(path).matches();
    String behind = path.startsWith("//") ? path.substring(2) : path;
    boolean steps = (behind + "/").contains("/./") || (behind + "/").contains("/../");
    // Taken, such steps can leave two slashes at the start.
    return host || (steps && behind.contains("//"));
  }
}
