package io.portreeve.gateway.outage;

import java.sql.SQLException;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Tells a full disk from whatever else keeps us from writing: libraries say so in their own words,
 * several causes deep, and the operator would look for the fault elsewhere.
 */
public final class FullDisk {
  private static final int SQLITE_FULL = 13;
  // The system's words for ENOSPC and EDQUOT, which the class library passes on.
  private static final String NO_SPACE = "no space left on device";
  private static final String NO_QUOTA = "disk quota exceeded";

  /** A cause of a cause of a cause is far enough; a circle of causes has no end. */
  private static final int DEPTH = 16;

  private FullDisk() {}

  /** The message; where a full disk is the cause, it says so. */
  public static String named(String message, Throwable cause) {
    boolean full =
        Stream.iterate(cause, one -> one != null, Throwable::getCause)
            .limit(DEPTH)
            .anyMatch(FullDisk::isOne);
    return full ? message + ": no space is left on the disk, make room" : message;
  }

  private static boolean isOne(Throwable cause) {
    if (cause instanceof SQLException database && database.getErrorCode() == SQLITE_FULL) {
      return true;
    }
    String said = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
    return said.contains(NO_SPACE) || said.contains(NO_QUOTA);
  }
}
