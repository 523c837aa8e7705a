package io.portreeve.gateway.outage;

import java.util.List;
import java.util.Locale;

/**
 * Tells a full disk from whatever else keeps us from writing: libraries say so in their own words,
 * several causes deep, and the operator would look for the fault elsewhere.
 */
public final class FullDisk {
  // The system's words for ENOSPC and EDQUOT, which the class library passes on, and SQLite's code.
  private static final List<String> WORDS =
      List.of("no space left on device", "disk quota exceeded", "[sqlite_full]");

  private FullDisk() {}

  /** The message; where a full disk is the cause, it says so. */
  public static String named(String message, Throwable cause) {
    boolean full = Causes.of(cause).anyMatch(FullDisk::isOne);
    return full ? message + ": no space is left on the disk, make room" : message;
  }

  private static boolean isOne(Throwable cause) {
    String said = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
    return WORDS.stream().anyMatch(said::contains);
  }
}
