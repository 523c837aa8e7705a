package io.portreeve.gateway.telemetry;

import java.util.regex.Pattern;

/**
 * A span, from wherever (W3C Trace Context, sections 3.2.2.3 and 3.2.2.4).
 *
 * @param trace 32 hexadecimal digits in lower case, not all of them zero
 * @param span 16 of them, likewise
 */
record SpanRef(String trace, String span) {
  private static final Pattern HEX = Pattern.compile("[0-9a-f]+");

  SpanRef {
    if (!isId(trace, 32) || !isId(span, 16)) {
      throw new IllegalArgumentException("not the ids of a span");
    }
  }

  static boolean isId(String text, int digits) {
    return text.length() == digits
        && HEX.matcher(text).matches()
        && text.chars().anyMatch(digit -> digit != '0');
  }
}
