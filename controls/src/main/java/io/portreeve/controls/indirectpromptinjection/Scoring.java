package io.portreeve.controls.indirectpromptinjection;

import java.util.List;

/**
 * The highest score of any part of a text: of the whole, and of each text that it is made of. The
 * features are summed up once for all parts; a part is the difference of two totals.
 */
final class Scoring {
  private static final int NEVER = Integer.MAX_VALUE;

  private final List<Integer> ends;
  private final Windows whole;
  private final Windows own;
  private int wholeBlock = Windows.BLOCK;
  private int ownBlock;
  private int part;

  private Scoring(LinearModel model, List<Integer> ends) {
    this.ends = ends;
    this.whole = new Windows(model);
    this.own = new Windows(model);
    this.ownBlock = ends.size() > 1 ? Windows.BLOCK : NEVER;
  }

  /** Of a folded text that is made of texts with these ends. */
  static float best(LinearModel model, String folded, List<Integer> ends) {
    Scoring scoring = new Scoring(model, ends);
    Grams grams = new Grams(folded);
    int steps = 0;
    int at = 0;
    while (at < folded.length()) {
      at = Math.min(folded.length(), scoring.next());
      steps += grams.advance(at, model);
      scoring.reach(at, steps, grams.features());
    }
    scoring.whole.end(steps, grams.features());
    return Math.max(scoring.whole.best(), scoring.own.best());
  }

  /** Where the next block or text ends. */
  private int next() {
    return Math.min(wholeBlock, Math.min(ownBlock, ownEnd()));
  }

  private void reach(int at, int steps, int features) {
    if (at == wholeBlock) {
      whole.advance(steps, features);
      wholeBlock += Windows.BLOCK;
    }
    if (at == ownBlock) {
      own.advance(steps, features);
      ownBlock += Windows.BLOCK;
    }
    if (at == ownEnd()) {
      own.end(steps, features);
      own.begin(steps, features);
      ownBlock = at + Windows.BLOCK;
      part++;
    }
  }

  private int ownEnd() {
    return ends.size() > 1 && part < ends.size() ? ends.get(part) : NEVER;
  }
}
