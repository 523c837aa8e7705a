package io.portreeve.controls.sensitive;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds all of many words in one pass, letters of either case alike (Aho and Corasick, 1975), made
 * into a table so that each character costs one look.
 */
final class Keywords {
  /** Where a word was found, and of which number it is. */
  @FunctionalInterface
  interface Hits {
    void hit(int word, int at);
  }

  private static final int ASCII = 0x80;

  private final List<String> words;
  private final byte[] letters = new byte[ASCII];
  private final int width;

  /** Where each row leads with each letter: the start of a row, or its complement if words end. */
  private final int[] next;

  private final int[][] ending;

  /** The words are ASCII and in lower case. */
  Keywords(List<String> words) {
    this.words = List.copyOf(words);
    this.width = number(words);
    Trie trie = new Trie();
    for (int word = 0; word < words.size(); word++) {
      trie.add(words.get(word), word);
    }
    this.next = new int[trie.size() * width];
    this.ending = new int[trie.size()][];
    compile(trie);
  }

  void in(String text, Hits hits) {
    int row = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      row = c < ASCII ? next[row + letters[c]] : 0;
      if (row < 0) {
        row = ~row;
        for (int word : ending[row / width]) {
          hits.hit(word, i + 1 - words.get(word).length());
        }
      }
    }
  }

  /** Gives each character that a word has a number, and tells how many there are and one more. */
  private int number(List<String> all) {
    int used = 1;
    for (String word : all) {
      for (int i = 0; i < word.length(); i++) {
        char c = word.charAt(i);
        if (letters[c] == 0) {
          letters[c] = (byte) used;
          letters[Character.toUpperCase(c)] = (byte) used;
          used++;
        }
      }
    }
    return used;
  }

  /**
   * From the root outwards: what a state does with a letter it has no branch for, its rest does.
   */
  private void compile(Trie trie) {
    int[] rest = new int[trie.size()];
    ArrayDeque<Integer> states = new ArrayDeque<>(List.of(0));
    ending[0] = new int[0];
    while (!states.isEmpty()) {
      int state = states.remove();
      for (int letter = 0; letter < width; letter++) {
        int shorter = state == 0 ? 0 : target(rest[state], letter);
        int longer = trie.branch(state, letter);
        if (longer > 0) {
          rest[longer] = shorter;
          ending[longer] = joined(trie.words(longer), ending[shorter]);
          states.add(longer);
        }
        int target = longer > 0 ? longer : shorter;
        int row = target * width;
        next[state * width + letter] = ending[target].length > 0 ? ~row : row;
      }
    }
  }

  private int target(int state, int letter) {
    int row = next[state * width + letter];
    return (row < 0 ? ~row : row) / width;
  }

  private static int[] joined(List<Integer> own, int[] shorter) {
    int[] all = new int[own.size() + shorter.length];
    for (int i = 0; i < own.size(); i++) {
      all[i] = own.get(i);
    }
    System.arraycopy(shorter, 0, all, own.size(), shorter.length);
    return all;
  }

  private final class Trie {
    private final List<Map<Integer, Integer>> branches = new ArrayList<>();
    private final List<List<Integer>> ends = new ArrayList<>();

    Trie() {
      grow();
    }

    int size() {
      return branches.size();
    }

    List<Integer> words(int state) {
      return ends.get(state);
    }

    /** The state behind a letter, 0 for none. */
    int branch(int state, int letter) {
      return branches.get(state).getOrDefault(letter, 0);
    }

    void add(String word, int number) {
      int state = 0;
      for (int i = 0; i < word.length(); i++) {
        int letter = letters[word.charAt(i)];
        if (branch(state, letter) == 0) {
          branches.get(state).put(letter, grow());
        }
        state = branch(state, letter);
      }
      ends.get(state).add(number);
    }

    private int grow() {
      branches.add(new TreeMap<>());
      ends.add(new ArrayList<>());
      return branches.size() - 1;
    }
  }
}
