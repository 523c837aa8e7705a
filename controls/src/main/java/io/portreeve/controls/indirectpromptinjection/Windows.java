package io.portreeve.controls.indirectpromptinjection;

/**
 * The highest score of any part of a text: parts of some 400 and of some 160 characters, beginning
 * every 40. A short order in a long text is not outvoted by what stands around it. It is told
 * totals since the beginning of everything, and holds those at the beginnings of ten blocks.
 */
final class Windows {
  static final int BLOCK = 40;
  static final int LONG = 10;
  static final int SHORT = 4;

  private static final int RING = 16;

  private final LinearModel model;
  private final int[] steps = new int[RING];
  private final int[] features = new int[RING];
  private int block;
  private float best = -Float.MAX_VALUE;

  Windows(LinearModel model) {
    this.model = model;
  }

  /** A text begins here; what was best so far stays. */
  void begin(int stepsSoFar, int featuresSoFar) {
    block = 0;
    steps[0] = stepsSoFar;
    features[0] = featuresSoFar;
  }

  /** {@link #BLOCK} more characters are over. */
  void advance(int stepsSoFar, int featuresSoFar) {
    end(stepsSoFar, featuresSoFar);
    block++;
    steps[block % RING] = stepsSoFar;
    features[block % RING] = featuresSoFar;
  }

  /** The text ends here, be it within a block. */
  void end(int stepsSoFar, int featuresSoFar) {
    judge(LONG, stepsSoFar, featuresSoFar);
    judge(SHORT, stepsSoFar, featuresSoFar);
  }

  private void judge(int blocks, int stepsSoFar, int featuresSoFar) {
    int from = Math.max(0, block + 1 - blocks) % RING;
    float score = model.score(stepsSoFar - steps[from], featuresSoFar - features[from]);
    best = Math.max(best, score);
  }

  /** The highest score so far. */
  float best() {
    return best;
  }
}
