package io.portreeve.mcp.json;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.List;
import java.util.stream.IntStream;

/** Names that a peer would pick to be taken for each other. */
final class AlikeNames {
  private AlikeNames() {}

  /** So many that differ, of several lengths, with one mark of so many bits. */
  static List<String> of(int count, int bits) {
    return IntStream.iterate(0, number -> number + 1)
        .mapToObj(number -> Integer.toString(number, 36) + "_".repeat(number % 3 * 5))
        .filter(name -> mark(name, bits) == mark("0", bits))
        .limit(count)
        .toList();
  }

  static int mark(String name, int bits) {
    byte[] text = name.getBytes(US_ASCII);
    return NameWord.mark(NameWord.of(text, 0, text.length), text.length, bits);
  }
}
