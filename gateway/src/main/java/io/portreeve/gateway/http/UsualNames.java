package io.portreeve.gateway.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Names that most heads hold, as one string each: they are found by their bytes and not decoded, so
 * that a head takes no memory for them. Fixed, so no peer can add to them.
 */
final class UsualNames {
  private final List<List<String>> byLength;

  UsualNames(List<String> names) {
    int longest = names.stream().mapToInt(String::length).max().orElse(0);
    byLength =
        IntStream.rangeClosed(0, longest)
            .mapToObj(length -> names.stream().filter(name -> name.length() == length).toList())
            .toList();
  }

  /** The bytes as a text. */
  String of(byte[] bytes, int from, int to) {
    int length = to - from;
    if (length < byLength.size()) {
      for (String name : byLength.get(length)) {
        if (standsAt(bytes, from, name)) {
          return name;
        }
      }
    }
    return new String(bytes, from, length, ISO_8859_1);
  }

  private static boolean standsAt(byte[] bytes, int from, String name) {
    int at = 0;
    while (at < name.length() && bytes[from + at] == name.charAt(at)) {
      at++;
    }
    return at == name.length();
  }
}
