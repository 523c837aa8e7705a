package io.portreeve.controls.indirectpromptinjection;

/**
 * The highest score of any part of a text: parts of some 400 and of some 160 characters, beginning
 * every 40. A short order in a long text is not outvoted by what stands around it. Holds ten sums,
 * whatever the length.
 */
final class Windows {
  static final int BLOCK = 40;
  static final int LONG = 10;
  static final int SHORT = 4;

  private final LinearModel model;
  private final int[] sums = new int[LONG];
  private final int[] counts = new int[LONG];
  private int sum;
  private int count;
  private int block;
  private int left = BLOCK;
  private float best = -Float.MAX_VALUE;

  Windows(LinearModel model) {
    this.model = model;
  }

  /** One character is over, at which so many features ended, with this sum. */
  void advance(int steps, int features) {
    sum += steps;
    count += features;
    if (--left == 0) {
      judge();
      block = (block + 1) % LONG;
      sum = 0;
      count = 0;
      left = BLOCK;
    }
  }

  /** The highest score so far, the unfinished end included. */
  float best() {
    judge();
    return best;
  }

  private void judge() {
    sums[block] = sum;
    counts[block] = count;
    int total = 0;
    int features = 0;
    for (int back = 0; back < LONG; back++) {
      int at = block >= back ? block - back : block - back + LONG;
      total += sums[at];
      features += counts[at];
      if (back == SHORT - 1) {
        best = Math.max(best, model.score(total, features));
      }
    }
    best = Math.max(best, model.score(total, features));
  }
}
