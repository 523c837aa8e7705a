package io.portreeve.gateway.keeping;

import java.time.Instant;

/**
 * Instants as {@link Instant#toString} writes them, for whoever writes many: what they have in
 * common, their second, is put into text once. Safe for many threads.
 */
public final class InstantText {
  private static final int MILLI = 1_000_000;
  private static final int MICRO = 1_000;

  private record Second(long epoch, String text) {
    static Second of(long epoch) {
      String text = Instant.ofEpochSecond(epoch).toString();
      return new Second(epoch, text.substring(0, text.length() - 1)); // without the Z
    }
  }

  private volatile Second last = Second.of(0);

  /** The text of an instant. */
  public String of(Instant at) {
    Second second = last;
    if (second.epoch != at.getEpochSecond()) {
      second = Second.of(at.getEpochSecond());
      last = second;
    }
    return second.text + fraction(at.getNano()) + "Z";
  }

  /** In three, six or nine digits, or none: as few as tell all. */
  private static String fraction(int nanos) {
    if (nanos == 0) {
      return "";
    }
    if (nanos % MILLI == 0) {
      return digits(nanos / MILLI, 1_000);
    }
    return nanos % MICRO == 0 ? digits(nanos / MICRO, 1_000_000) : digits(nanos, 1_000_000_000);
  }

  private static String digits(int part, int whole) {
    return "." + Integer.toString(whole + part).substring(1); // the one before them keeps zeros
  }
}
