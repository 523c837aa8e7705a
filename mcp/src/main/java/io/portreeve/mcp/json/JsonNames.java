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
 * <p>A name as it was received leads by a mark of its few bytes to the names that may be it. Where
 * many names share a mark, or the received name has to be decoded, a {@link HashMap} decides.
 */
public final class JsonNames {
  /** A name that is not among them. */
  public static final int NONE = -1;

  private static final int MANY = -2;
  private static final int LISTS = 64;
  private static final int MOST_ALIKE = 4;

  private final PlainName[] texts;
  private final int[] first = new int[LISTS];
  private final int[] next;
  private final Map<String, Integer> places = new HashMap<>();

  private JsonNames(List<String> names) {
    this.texts = new PlainName[names.size()];
    this.next = new int[names.size()];
    Arrays.fill(first, NONE);
    int[] alike = new int[LISTS];
    for (int place = names.size() - 1; place >= 0; place--) {
      byte[] text = names.get(place).getBytes(UTF_8);
      texts[place] = new PlainName(text);
      int mark = Tape.mark(text) & (LISTS - 1);
      next[place] = first[mark];
      first[mark] = place;
      alike[mark]++;
      places.put(names.get(place), place);
    }
    for (int mark = 0; mark < LISTS; mark++) {
      first[mark] = alike[mark] > MOST_ALIKE ? MANY : first[mark];
    }
  }

  /** These names, which must differ, in the order in which objects mostly have them. */
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
   * @param guess where it is looked for first
   */
  int place(Tape tape, int cell, int guess) {
    return guess < texts.length && tape.holds(cell, texts[guess]) ? guess : place(tape, cell);
  }

  private int place(Tape tape, int cell) {
    if (!tape.exact(cell)) {
      return place(tape.text(cell));
    }
    int place = first[tape.mark(cell) & (LISTS - 1)];
    while (place >= 0 && !tape.holds(cell, texts[place])) {
      place = next[place];
    }
    return place == MANY ? place(tape.text(cell)) : place;
  }

  /** The place of {@code name}, or {@link #NONE}. */
  int place(String name) {
    return places.getOrDefault(name, NONE);
  }
}
