package io.portreeve.controls.indirectpromptinjection;

import java.util.List;

/** The highest score of any part of a text: of the whole, and of each text that it is made of. */
final class Scoring {
  private final LinearModel model;

  Scoring(LinearModel model) {
    this.model = model;
  }

  float best(String folded, List<Integer> ends) {
    Pass pass = new Pass(model, ends);
    Grams.of(folded, pass);
    return pass.best();
  }

  private static final class Pass implements Grams.Taker {
    private final LinearModel model;
    private final List<Integer> ends;
    private final Windows whole;
    private Windows own;
    private float best = -Float.MAX_VALUE;
    private int at;
    private int part;
    private int steps;
    private int features;

    Pass(LinearModel model, List<Integer> ends) {
      this.model = model;
      this.ends = ends;
      this.whole = new Windows(model);
      this.own = new Windows(model);
    }

    @Override
    public void take(int end, int bucket) {
      while (at < end) {
        next();
      }
      steps += model.steps(bucket);
      features++;
    }

    private void next() {
      at++;
      whole.advance(steps, features);
      if (ends.size() > 1) {
        own.advance(steps, features);
        if (part < ends.size() && at == ends.get(part)) {
          best = Math.max(best, own.best());
          own = new Windows(model);
          part++;
        }
      }
      steps = 0;
      features = 0;
    }

    float best() {
      next();
      return Math.max(best, Math.max(own.best(), whole.best()));
    }
  }
}
