package io.portreeve.controls.indirectpromptinjection;

import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * The parts of a text in which words of one kind stand close together, with the words between them:
 * so that a few odd words in a long text do not make it be read twice.
 */
final class Segments {
  /** So many other words end a part. */
  private static final int APART = 4;

  private final String text;
  private final IntPredicate odd;
  private final int fewest;
  private final StringBuilder parts = new StringBuilder();
  private int begin = -1;
  private int end;
  private int words;
  private int others;

  private Segments(String text, IntPredicate odd, int fewest) {
    this.text = text;
    this.odd = odd;
    this.fewest = fewest;
  }

  /**
   * Those parts, if there are any.
   *
   * @param odd whether the word that begins at a place is one of the kind
   * @param fewest how many of the kind make a part
   */
  static Optional<String> of(String text, int fewest, IntPredicate odd) {
    return new Segments(text, odd, fewest).find();
  }

  private Optional<String> find() {
    for (int at = 0; at < text.length(); at = wordEnd(text, at) + 1) {
      if (text.charAt(at) > ' ') {
        word(at);
      }
    }
    close();
    return parts.isEmpty() ? Optional.empty() : Optional.of(parts.toString());
  }

  private void word(int at) {
    if (odd.test(at)) {
      begin = begin < 0 ? at : begin;
      end = wordEnd(text, at);
      words++;
      others = 0;
    } else if (begin >= 0 && ++others > APART) {
      close();
    }
  }

  private void close() {
    if (words >= fewest) {
      int from = backwards(begin);
      parts.append(text, from, forwards(end)).append('\n');
    }
    begin = -1;
    words = 0;
    others = 0;
  }

  /** The words beside a part belong to it: those that needed no disguise. */
  private int backwards(int from) {
    int at = from;
    for (int word = 0; word < APART && at > 0; word++) {
      at = wordBegin(text, at - 1);
    }
    return at;
  }

  private int forwards(int to) {
    int at = to;
    for (int word = 0; word < APART && at < text.length(); word++) {
      at = wordEnd(text, at + 1);
    }
    return Math.min(at, text.length());
  }

  static int wordBegin(String text, int from) {
    int at = from;
    while (at > 0 && text.charAt(at - 1) > ' ') {
      at--;
    }
    return at;
  }

  static int wordEnd(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) > ' ') {
      at++;
    }
    return at;
  }
}
