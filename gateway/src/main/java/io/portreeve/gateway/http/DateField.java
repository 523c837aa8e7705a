package io.portreeve.gateway.http;

import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The Date field that every answer carries (RFC 9110 section 6.6.1), formatted once a second. */
final class DateField {
  private static final DateTimeFormatter IMF_FIXDATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  @SuppressWarnings("ArrayRecordComponent") // written once, read as it is
  private record Line(long second, byte[] bytes) {}

  private final InstantSource clock;
  private volatile Line last = new Line(Long.MIN_VALUE, new byte[0]);

  DateField(InstantSource clock) {
    this.clock = clock;
  }

  /** The field line with its end; not to be changed. */
  byte[] line() {
    long second = Math.floorDiv(clock.millis(), 1000L);
    Line line = last;
    if (line.second != second) {
      String text = IMF_FIXDATE.format(java.time.Instant.ofEpochSecond(second));
      line = new Line(second, HeadWriter.ascii("date: " + text + "\r\n"));
      last = line;
    }
    return line.bytes;
  }
}
