package io.portreeve.onnx.model;

import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Scores a text in pieces, and each piece in windows: for each label the highest score of all
 * counts.
 *
 * <p>Promise: never is more than a piece made into tokens at once, and before each piece and each
 * window it is asked whether anybody still waits.
 */
final class PieceByPiece implements TextScorer {
  private static final String UNWANTED = "nobody waits for it any more";

  private final Pieces pieces;
  private final Cutter cutter;
  private final Reader reader;

  PieceByPiece(Pieces pieces, Cutter cutter, Reader reader) {
    this.pieces = pieces;
    this.cutter = cutter;
    this.reader = reader;
  }

  /** Makes a piece into windows, one at least. */
  @FunctionalInterface
  interface Cutter {
    Iterable<Window> windows(String piece) throws NoScore;
  }

  /** Scores a window. */
  @FunctionalInterface
  interface Reader {
    Scores scores(Window window) throws NoScore;
  }

  @Override
  public Scores score(String text, BooleanSupplier wanted) throws NoScore {
    int end = pieces.end(text, 0);
    Scores highest = piece(text.substring(0, end), wanted);
    while (end < text.length()) {
      int begin = pieces.next(text, end);
      end = pieces.end(text, begin);
      highest = highest.or(piece(text.substring(begin, end), wanted));
    }
    return highest;
  }

  private Scores piece(String piece, BooleanSupplier wanted) throws NoScore {
    check(wanted);
    Optional<Scores> highest = Optional.empty();
    for (Window window : cutter.windows(piece)) {
      check(wanted);
      Scores scores = reader.scores(window);
      highest = Optional.of(highest.map(scores::or).orElse(scores));
    }
    return highest.orElseThrow(() -> new NoScore("the tokenizer gave nothing"));
  }

  private static void check(BooleanSupplier wanted) throws NoScore {
    if (!wanted.getAsBoolean()) {
      throw new NoScore(UNWANTED);
    }
  }
}
