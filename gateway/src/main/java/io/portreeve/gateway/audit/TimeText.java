package io.portreeve.gateway.audit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;

/**
 * Moments as records have them: as {@link Instant#toString} says them, without its formatter, which
 * took longer than the rest of a record's head.
 */
public final class TimeText {
  private static final int LONGEST = "0000-00-00T00:00:00.000000000Z".length();
  private static final int LAST_YEAR = 9999;
  private static final int THOUSAND = 1000;

  private TimeText() {}

  /** What {@link Instant#toString} says. */
  public static String of(Instant time) {
    LocalDateTime at = LocalDateTime.ofInstant(time, ZoneOffset.UTC);
    if (at.getYear() < 0 || at.getYear() > LAST_YEAR) {
      return time.toString();
    }
    byte[] text = new byte[LONGEST];
    int end = digits(at.getYear(), 4, text, 0);
    end = digits(at.getMonthValue(), 2, text, mark('-', text, end));
    end = digits(at.getDayOfMonth(), 2, text, mark('-', text, end));
    end = digits(at.getHour(), 2, text, mark('T', text, end));
    end = digits(at.getMinute(), 2, text, mark(':', text, end));
    end = digits(at.getSecond(), 2, text, mark(':', text, end));
    end = fraction(at.getNano(), text, end);
    return new String(text, 0, mark('Z', text, end), ISO_8859_1);
  }

  /** As many groups of three digits as are needed. */
  private static int fraction(int nanos, byte[] text, int at) {
    if (nanos == 0) {
      return at;
    }
    int left = nanos;
    int width = 9;
    while (left % THOUSAND == 0) {
      left /= THOUSAND;
      width -= 3;
    }
    return digits(left, width, text, mark('.', text, at));
  }

  private static int digits(int number, int width, byte[] text, int at) {
    Arrays.fill(text, at, at + width, (byte) '0');
    int left = number;
    for (int i = at + width - 1; left > 0; i--) {
      text[i] = (byte) ('0' + left % 10);
      left /= 10;
    }
    return at + width;
  }

  private static int mark(char mark, byte[] text, int at) {
    text[at] = (byte) mark;
    return at + 1;
  }
}
