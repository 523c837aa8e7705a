package io.portreeve.onnx.model;

import java.util.function.BooleanSupplier;

/** Scores whole texts; may be asked from several threads at once. */
@FunctionalInterface
public interface TextScorer {
  /**
   * What speaks for each label, over all of the text.
   *
   * @param wanted whether anybody still waits for it; asked again between parts of a long text
   * @throws NoScore if it fails, or nobody waits any more
   */
  Scores score(String text, BooleanSupplier wanted) throws NoScore;
}
