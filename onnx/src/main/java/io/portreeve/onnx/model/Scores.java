package io.portreeve.onnx.model;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What speaks for each label, from 0 to 1, in the order of the labels.
 *
 * <p>Of a text in several parts it is the highest of them for each label, so that no part is
 * outvoted by the others. The sum may then be more than 1.
 */
public record Scores(List<Double> each) {
  public Scores {
    each = List.copyOf(each);
  }

  /** Of two parts of one text. */
  Scores or(Scores other) {
    return new Scores(
        IntStream.range(0, each.size())
            .mapToObj(label -> Math.max(each.get(label), other.each.get(label)))
            .toList());
  }
}
