package io.portreeve.lab.guardrails;

import io.portreeve.controls.indirectpromptinjection.Grams;
import io.portreeve.controls.indirectpromptinjection.LinearModel;
import io.portreeve.lab.guardrails.Parts.Part;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;

/**
 * Logistic regression over the features of parts of texts, by stochastic gradient descent with a
 * step of its own for each weight (AdaGrad: Duchi, Hazan, Singer 2011). Of a text with an injection
 * only the part that looks most like one counts, since the rest of it is honest. A source counts by
 * the root of its size, so that the largest does not decide alone. The same texts in the same order
 * give the same weights.
 */
final class Trainer {
  private static final long SEED = 20_261_129;
  private static final int EPOCHS = 8;
  private static final double RATE = 0.2;
  private static final double DECAY = 1e-5;

  /** How much all injections together weigh, of what all honest parts do. */
  private static final double SHARE = 0.05;

  private static final double ENOUGH = 1e-4;

  private final float[] weights = new float[1 << Grams.BITS];
  private final float[] squares = new float[1 << Grams.BITS];
  private float bias;
  private float biasSquares;

  private record Lesson(Parts parts, boolean injection, double weight) {}

  private record Step(Lesson lesson, Part part) {}

  private Trainer() {}

  static LinearModel train(List<Sample> samples) {
    Trainer trainer = new Trainer();
    trainer.learn(lessons(samples));
    return LinearModel.of(trainer.weights, trainer.bias);
  }

  private static List<Lesson> lessons(List<Sample> samples) {
    Map<String, Integer> sizes = new HashMap<>();
    List<Parts> parts = samples.stream().map(sample -> Parts.of(sample.reading())).toList();
    long honest = 0;
    for (int i = 0; i < parts.size(); i++) {
      if (samples.get(i).injection()) {
        sizes.merge(samples.get(i).source(), 1, Integer::sum);
      } else {
        honest += parts.get(i).all().size();
      }
    }
    double roots = sizes.values().stream().mapToDouble(Math::sqrt).sum();
    List<Lesson> lessons = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      Sample sample = samples.get(i);
      double weight =
          sample.injection()
              ? honest
                  * SHARE
                  / roots
                  / Math.sqrt(Objects.requireNonNull(sizes.get(sample.source()), "counted above"))
              : 1;
      lessons.add(new Lesson(parts.get(i), sample.injection(), weight));
    }
    return lessons;
  }

  private void learn(List<Lesson> lessons) {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
      List<Step> steps = steps(lessons);
      for (int i = steps.size() - 1; i > 0; i--) {
        Step other = steps.set(random.nextInt(i + 1), steps.get(i));
        steps.set(i, other);
      }
      steps.forEach(this::learn);
    }
  }

  private List<Step> steps(List<Lesson> lessons) {
    List<Step> steps = new ArrayList<>();
    for (Lesson lesson : lessons) {
      if (lesson.injection()) {
        Comparator<Part> suspect = Comparator.comparingDouble(part -> score(lesson.parts(), part));
        lesson.parts().all().stream()
            .max(suspect)
            .ifPresent(part -> steps.add(new Step(lesson, part)));
      } else {
        lesson.parts().all().forEach(part -> steps.add(new Step(lesson, part)));
      }
    }
    return steps;
  }

  private double score(Parts parts, Part part) {
    double sum = 0;
    for (int i = part.from(); i < part.to(); i++) {
      sum += weights[parts.bucket(i)];
    }
    return bias + sum * scale(part);
  }

  private static double scale(Part part) {
    return 1 / Math.sqrt(Math.max(1, part.to() - part.from()));
  }

  private void learn(Step step) {
    Lesson lesson = step.lesson();
    Part part = step.part();
    double predicted = 1 / (1 + StrictMath.exp(-score(lesson.parts(), part)));
    double error = lesson.weight() * (predicted - (lesson.injection() ? 1 : 0));
    if (Math.abs(error) < ENOUGH) {
      return;
    }
    double scale = scale(part);
    for (int i = part.from(); i < part.to(); i++) {
      int bucket = lesson.parts().bucket(i);
      double gradient = error * scale + DECAY * weights[bucket];
      squares[bucket] += (float) (gradient * gradient);
      weights[bucket] -= (float) (RATE * gradient / Math.sqrt(squares[bucket] + ENOUGH));
    }
    biasSquares += (float) (error * error);
    bias -= (float) (RATE * error / Math.sqrt(biasSquares + ENOUGH));
  }
}
