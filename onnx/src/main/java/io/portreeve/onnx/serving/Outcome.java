package io.portreeve.onnx.serving;

import io.portreeve.onnx.model.Scores;
import java.util.List;

/** What became of a question. */
sealed interface Outcome {
  /** The scores of each text, in their order. */
  record Scored(List<Scores> scores) implements Outcome {
    public Scored {
      scores = List.copyOf(scores);
    }
  }

  /** So many wait already. */
  record Full() implements Outcome {}

  /** Its time was over before all was scored. */
  record Late() implements Outcome {}

  /** The model failed at it; {@code why} is the operator's. */
  record Failed(String why) implements Outcome {}
}
