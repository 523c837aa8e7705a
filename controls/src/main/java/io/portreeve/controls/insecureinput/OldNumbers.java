package io.portreeve.controls.insecureinput;

import io.portreeve.controls.network.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads numbers as {@code inet_aton} does, and so most resolvers: one to four of them, decimal,
 * octal or hexadecimal, the last of which fills what is left of the address.
 */
final class OldNumbers {
  private static final Pattern FORM =
      Pattern.compile("(?i)(?:(?:0x[0-9a-f]{1,16}|[0-9]{1,18})(?:\\.(?!$)|\\.?$)){1,4}");

  private OldNumbers() {}

  /** The addresses that {@code host} may stand for; none if it is not made of numbers. */
  static List<IpAddress> read(String host) {
    if (!FORM.matcher(host).matches()) {
      return List.of();
    }
    String numbers = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    String[] parts = numbers.split("\\.", -1);
    List<IpAddress> readings = new ArrayList<>();
    for (boolean octal : new boolean[] {false, true}) {
      readings.add(IpAddress.four(value(parts, octal)));
    }
    return readings;
  }

  private static long value(String[] parts, boolean octal) {
    long value = 0;
    for (int i = 0; i < parts.length; i++) {
      int free = 32 - 8 * i;
      boolean last = i == parts.length - 1;
      long number = number(parts[i], octal);
      value |= last ? number & ((1L << free) - 1) : (number & 0xFF) << (free - 8);
    }
    return value;
  }

  private static long number(String text, boolean octal) {
    if (text.length() > 1 && (text.charAt(1) | 0x20) == 'x') {
      return Long.parseUnsignedLong(text.substring(2), 16);
    }
    boolean eight = octal && text.startsWith("0") && text.chars().allMatch(c -> c < '8');
    return Long.parseLong(text, eight ? 8 : 10);
  }
}
