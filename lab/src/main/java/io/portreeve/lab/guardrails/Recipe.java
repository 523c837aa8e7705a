package io.portreeve.lab.guardrails;

import io.portreeve.controls.indirectpromptinjection.Detector;
import io.portreeve.controls.indirectpromptinjection.LinearModel;
import java.util.List;

/**
 * What the shipped model is made of: injections that show by their words, and the half of the
 * honest texts that is not kept for measuring; nothing whose licence is share-alike.
 */
final class Recipe {
  private static final double NOTABLE = 0.01;
  private static final double STRONG = 0.001;

  private Recipe() {}

  /** What of the data trains, when a source is left out; the empty one leaves out none. */
  static List<Sample> training(List<Sample> data, String without) {
    return data.stream()
        .filter(sample -> !sample.of(without))
        .filter(sample -> !sample.plainRequest() && !sample.shareAlike() && !sample.heldOut())
        .toList();
  }

  /** The model, with its thresholds. */
  static LinearModel model(List<Sample> data, String without) {
    LinearModel model = Trainer.train(training(data, without));
    Detector detector = Detector.with(model);
    return model.from(
        threshold(detector, data, without, NOTABLE), threshold(detector, data, without, STRONG));
  }

  /** Just above the score that no more than this share of honest texts exceeds. */
  static float threshold(Detector detector, List<Sample> data, String without, double share) {
    double[] scores =
        data.stream()
            .filter(sample -> sample.setsThresholds() && !sample.of(without))
            .mapToDouble(sample -> detector.score(sample.reading()))
            .sorted()
            .toArray();
    if (scores.length == 0) {
      return Float.MAX_VALUE;
    }
    int last = scores.length - 1 - (int) Math.floor(scores.length * share);
    return Math.nextUp((float) scores[Math.max(0, last)]);
  }
}
