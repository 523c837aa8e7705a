package io.portreeve.controls.indirectpromptinjection;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Tells orders to a model from data, as far as they show by their words: phrases, and a linear
 * model over {@linkplain Grams sequences of characters and words}. It answers in time proportional
 * to the length, and the same text always gets the same answer.
 */
public final class Detector {
  private static final String MODEL = "injection-model.bin";
  private static final String PHRASES = "injection-phrases.txt";

  /** No honest text is made of such, and what was not read may say anything. */
  private static final Suspicion UNREAD =
      new Suspicion("more characters for whole phrases than are read", true);

  private final LinearModel model;
  private final Phrases phrases;

  private Detector(LinearModel model, Phrases phrases) {
    this.model = model;
    this.phrases = phrases;
  }

  /** With the weights and phrases that are packed with it. */
  public static Detector shipped() {
    try (InputStream weights = packed(MODEL)) {
      return with(LinearModel.read(weights));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** With other weights. */
  public static Detector with(LinearModel model) {
    try (InputStream lines = packed(PHRASES)) {
      String text = new String(lines.readAllBytes(), StandardCharsets.UTF_8);
      return new Detector(model, Phrases.of(text));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static InputStream packed(String name) {
    return Objects.requireNonNull(
        Detector.class.getResourceAsStream(name), "packed with the classes");
  }

  /** Why it is suspicious, if it is; of several reasons the strongest. */
  public Optional<Suspicion> judge(Reading reading) {
    Optional<String> phrase = phrase(reading);
    if (phrase.isPresent()) {
      return Optional.of(new Suspicion("phrase " + phrase.get(), true));
    }
    if (reading.curtailed()) {
      return Optional.of(UNREAD);
    }
    float score = score(reading);
    return score < model.notable()
        ? Optional.empty()
        : Optional.of(
            new Suspicion(
                String.format(Locale.ROOT, "score %.2f", score), score >= model.strong()));
  }

  /** The order that it holds in so many words. */
  public Optional<String> phrase(Reading reading) {
    Optional<String> seen = phrases.in(reading.folded());
    return seen.isPresent()
        ? seen
        : reading.guises().stream().flatMap(guise -> phrases.in(guise).stream()).findFirst();
  }

  /** The model's highest score of any part of it. */
  public float score(Reading reading) {
    float best = Scoring.best(model, reading.folded(), reading.ends());
    for (String guise : reading.guises()) {
      best = Math.max(best, Scoring.best(model, guise, List.of()));
    }
    return best;
  }
}
