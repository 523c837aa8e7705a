package io.portreeve.mcp.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Names that many objects are looked through for, each with its place in a list; made once. What an
 * object has is told by {@link JsonLayout#place} without decoding its names.
 *
 * <p>A name as it was received leads by a mark of its word to the names that may be it. Where many
 * names share a mark, or the received name has to be decoded, a {@link HashMap} decides.
 */
public final class JsonNames {
  /** A name that is not among them. */
  public static final int NONE = -1;

  /** Instead of a place that is looked at first. */
  static final int NONE_LIKELY = Integer.MAX_VALUE;

  private static final int MANY = -2;
  private static final int FEWEST_BITS = 6;
  private static final int MOST_BITS = 16;
  private static final int MOST_ALIKE = 4;

  private final byte[][] texts;
  private final long[] words;
  private final int bits;
  private final int[] first;
  private final int[] next;
  private final Map<String, Integer> places = new HashMap<>();

  private JsonNames(List<String> names) {
    this.texts = new byte[names.size()][];
    this.words = new long[names.size()];
    this.next = new int[names.size()];
    int wanted = Integer.SIZE - Integer.numberOfLeadingZeros(names.size()) + 2;
    this.bits = Math.clamp(wanted, FEWEST_BITS, MOST_BITS);
    this.first = new int[1 << bits];
    Arrays.fill(first, NONE);
    int[] alike = new int[first.length];
    for (int place = names.size() - 1; place >= 0; place--) {
      byte[] text = names.get(place).getBytes(UTF_8);
      texts[place] = text;
      words[place] = NameWord.of(text, 0, text.length);
      int mark = NameWord.mark(words[place], text.length, bits);
      next[place] = first[mark];
      first[mark] = place;
      alike[mark]++;
      places.put(names.get(place), place);
    }
    for (int mark = 0; mark < first.length; mark++) {
      first[mark] = alike[mark] > MOST_ALIKE ? MANY : first[mark];
    }
  }

  /** These names, which must differ. */
  public static JsonNames of(List<String> names) {
    JsonNames made = new JsonNames(names);
    if (made.places.size() < names.size()) {
      throw new IllegalArgumentException("a name that is there twice");
    }
    return made;
  }

  /**
   * The place of the name at {@code cell}, or {@link #NONE}.
   *
   * @param likely the place that is looked at first, or {@link #NONE_LIKELY}
   */
  int place(Tape tape, int cell, int likely) {
    if (!tape.exact(cell)) {
      return place(tape.decoded(cell));
    }
    int length = tape.length(cell);
    long word = tape.word(cell);
    if (likely < words.length && is(likely, tape, cell, word)) {
      return likely;
    }
    int place = first[NameWord.mark(word, length, bits)];
    while (place >= 0 && !is(place, tape, cell, word)) {
      place = next[place];
    }
    return place == MANY ? place(tape.decoded(cell)) : place;
  }

  /** A word of at most eight bytes is the name itself. */
  private boolean is(int place, Tape tape, int cell, long word) {
    byte[] text = texts[place];
    return words[place] == word
        && text.length == tape.length(cell)
        && (text.length <= Long.BYTES || tape.holds(cell, text));
  }

  /** The place of {@code name}, or {@link #NONE}. */
  int place(String name) {
    return places.getOrDefault(name, NONE);
  }
}
