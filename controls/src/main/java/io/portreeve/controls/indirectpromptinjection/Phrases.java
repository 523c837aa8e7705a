package io.portreeve.controls.indirectpromptinjection;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Orders that a model should never find in data, as sequences of words with at most {@link #GAP}
 * others between two of them. Looking for all of them is one pass over the words of a text.
 */
final class Phrases {
  /** So many words may stand between two words of an order. */
  static final int GAP = 3;

  private static final int SHAPES = 2048;

  private final List<Phrase> phrases = new ArrayList<>();
  private final Map<String, List<Step>> steps = new HashMap<>();

  /** Nearly all words of a text are of no phrase; their shape tells, without cutting them out. */
  private final BitSet shapes = new BitSet(SHAPES);

  private record Phrase(String name, int length) {}

  private record Step(int phrase, int index) {}

  /**
   * Of lines such as {@code name: one|another, third}: the alternatives for each word in turn.
   * Blank lines and those that begin with a number sign say nothing.
   */
  static Phrases of(String lines) {
    Phrases all = new Phrases();
    lines
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .forEach(line -> all.add(line.split(": ", 2)));
    return all;
  }

  private void add(String[] line) {
    String[] words = line[1].split(", ", -1);
    int phrase = phrases.size();
    phrases.add(new Phrase(line[0], words.length));
    for (int index = 0; index < words.length; index++) {
      for (String word : words[index].split("\\|", -1)) {
        steps.computeIfAbsent(word, _ -> new ArrayList<>()).add(new Step(phrase, index));
        shapes.set(shape(word, 0, word.length()));
      }
    }
  }

  /** The name of an order that the folded text holds. */
  Optional<String> in(String folded) {
    int[][] reached = new int[phrases.size()][];
    for (int i = 0; i < reached.length; i++) {
      reached[i] = new int[phrases.get(i).length()];
    }
    int position = GAP + 1;
    int start = 0;
    while (start < folded.length()) {
      int blank = folded.indexOf(' ', start);
      int end = blank < 0 ? folded.length() : blank;
      position++;
      if (end > start && shapes.get(shape(folded, start, end))) {
        Optional<String> found = word(folded.substring(start, end), position, reached);
        if (found.isPresent()) {
          return found;
        }
      }
      start = end + 1;
    }
    return Optional.empty();
  }

  private static int shape(String text, int start, int end) {
    int ends = text.charAt(start) * 31 + text.charAt(end - 1);
    return (ends * 31 + end - start) % SHAPES;
  }

  /** Steps are tried from the last to the first, so that no word serves for two. */
  private Optional<String> word(String word, int position, int[][] reached) {
    for (Step step : steps.getOrDefault(word, List.of()).reversed()) {
      int[] at = reached[step.phrase()];
      int index = step.index();
      if (index == 0 || position - at[index - 1] <= GAP + 1) {
        at[index] = position;
        if (index == at.length - 1) {
          return Optional.of(phrases.get(step.phrase()).name());
        }
      }
    }
    return Optional.empty();
  }
}
