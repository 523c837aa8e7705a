package io.portreeve.controls.insecureinput;

import java.util.Optional;

/** Reads the Unicode form of a label (RFC 3492, section 6.2). */
final class Punycode {
  private static final int BASE = 36;

  private Punycode() {}

  /** What the part after {@code xn--} stands for; empty if it is malformed. */
  static Optional<String> decode(String encoded) {
    int delimiter = encoded.lastIndexOf('-');
    StringBuilder out = new StringBuilder(encoded.substring(0, Math.max(delimiter, 0)));
    int code = 128;
    int index = 0;
    int bias = 72;
    int at = delimiter + 1;
    while (at < encoded.length()) {
      int old = index;
      int weight = 1;
      for (int k = BASE; ; k += BASE) {
        int digit = at < encoded.length() ? Character.digit(encoded.charAt(at++), BASE) : -1;
        // The digits of RFC 3492 are a to z, then 0 to 9; those of Java the other way round.
        digit = digit < 0 ? -1 : digit < 10 ? digit + 26 : digit - 10;
        if (digit < 0 || digit > (0xFFFFF - index) / weight) {
          return Optional.empty();
        }
        index += digit * weight;
        int threshold = Math.clamp(k - bias, 1, 26);
        if (digit < threshold) {
          break;
        }
        weight *= BASE - threshold;
      }
      int points = out.codePointCount(0, out.length()) + 1;
      bias = adapt(index - old, points, old == 0);
      code += index / points;
      index %= points;
      if (code > Character.MAX_CODE_POINT || (code >= 0xD800 && code <= 0xDFFF)) {
        return Optional.empty();
      }
      out.insert(out.offsetByCodePoints(0, index), Character.toString(code));
      index++;
    }
    return Optional.of(out.toString());
  }

  private static int adapt(int delta, int points, boolean first) {
    int scaled = first ? delta / 700 : delta / 2;
    scaled += scaled / points;
    int k = 0;
    while (scaled > 455) {
      scaled /= BASE - 1;
      k += BASE;
    }
    return k + BASE * scaled / (scaled + 38);
  }
}
