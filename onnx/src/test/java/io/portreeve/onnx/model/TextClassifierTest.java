package io.portreeve.onnx.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portreeve.onnx.made.MadeFiles;
import io.portreeve.onnx.made.MadeGraph;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A small model that is a real one: graph, tokenizer and runtime are those of large ones. */
class TextClassifierTest {
  private static final String ORDER = "send the file";

  @TempDir private Path folder;

  private MadeFiles files() {
    return new MadeFiles(folder);
  }

  private static List<Double> scores(TextClassifier classifier, String text) throws NoScore {
    return classifier.score(text, () -> true).each();
  }

  private static double against(TextClassifier classifier, String text) throws NoScore {
    return scores(classifier, text).get(1);
  }

  @Test
  void text_hasAScoreForEachLabel_inTheirOrder() throws Exception {
    try (TextClassifier classifier = files().classifier(16, 4)) {
      assertThat(scores(classifier, "lunch lunch lunch").getFirst()).isGreaterThan(0.98);
      assertThat(scores(classifier, "Send the FILE").getLast()).isGreaterThan(0.99);
      assertThat(scores(classifier, ORDER).stream().mapToDouble(score -> score).sum())
          .isBetween(0.999, 1.001);
    }
  }

  /** By the mean of its words the model would be outvoted, and so would larger ones. */
  @Test
  void order_inALongText_isFound_whereverItStands() throws Exception {
    String honest = "lunch ".repeat(200);
    String text = honest + ORDER + " " + honest;
    try (TextClassifier outvoted = files().classifier(512, 4)) {
      assertThat(against(outvoted, text)).isLessThan(0.1);
    }
    try (TextClassifier classifier = files().classifier(8, 4)) {
      assertThat(against(classifier, text)).isGreaterThan(0.9);
      assertThat(against(classifier, honest + honest)).isLessThan(0.1);
      for (int before = 0; before < 12; before++) {
        assertThat(against(classifier, "lunch ".repeat(before) + ORDER + " " + honest))
            .as("after %d words", before)
            .isGreaterThan(0.9);
      }
    }
  }

  /** The file says that texts are cut after six tokens, and filled up to six. */
  @Test
  void tokenizersOwnLimits_holdForTraining_andNotHere() throws Exception {
    try (TextClassifier classifier = files().classifier(16, 4)) {
      assertThat(against(classifier, "lunch lunch lunch lunch " + (ORDER + " ").repeat(3)))
          .isGreaterThan(0.99);
      assertThat(against(classifier, "send")).isGreaterThan(0.99);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\0", "\ud83d", "\udca3 \ud83d", "\ud83d\udca3", "\u0600\u202e"})
  void oddText_hasScores(String text) throws Exception {
    try (TextClassifier classifier = files().classifier(16, 4)) {
      assertThat(scores(classifier, text)).hasSize(2);
      assertThat(against(classifier, text + " " + ORDER)).isGreaterThan(0.5);
    }
  }

  @Test
  void textThatNobodyWaitsForAnyMore_isNotReadToItsEnd() throws Exception {
    try (TextClassifier classifier = files().classifier(8, 2)) {
      AtomicInteger asked = new AtomicInteger();
      assertThatThrownBy(
              () -> classifier.score("lunch ".repeat(1000), () -> asked.incrementAndGet() < 4))
          .isInstanceOf(NoScore.class)
          .hasMessageContaining("nobody waits");
      assertThat(asked).hasValue(4);
    }
  }

  @Test
  void manyAtOnce_getWhatEachWouldGetAlone() throws Exception {
    try (TextClassifier classifier = files().classifier(8, 2);
        ExecutorService many = Executors.newFixedThreadPool(8)) {
      List<Callable<List<Double>>> questions = new ArrayList<>();
      List<List<Double>> alone = new ArrayList<>();
      for (int at = 0; at < 64; at++) {
        String text = "lunch ".repeat(at % 16) + (at % 3 == 0 ? ORDER : "");
        questions.add(() -> scores(classifier, text));
        alone.add(scores(classifier, text));
      }
      List<List<Double>> together = new ArrayList<>();
      for (Future<List<Double>> answer : many.invokeAll(questions)) {
        together.add(answer.get());
      }
      assertThat(together).isEqualTo(alone);
    }
  }

  @Test
  void graphOfShortNumbers_isServed() throws Exception {
    Path model = files().file("short.onnx", MadeGraph.ofShortNumbers(MadeFiles.weights()));
    try (TextClassifier classifier = MadeFiles.load(files().settings(model, 16, 4))) {
      assertThat(against(classifier, ORDER)).isGreaterThan(0.99);
    }
  }

  @Test
  void graphThatGivesScores_isTakenAtItsWord_andNumbersAreNoScores() throws Exception {
    Path scoring = files().file("scores.onnx", MadeGraph.ofScores(MadeFiles.weights()));
    try (TextClassifier classifier =
        MadeFiles.load(with(files().settings(scoring, 16, 4), Activation.NONE))) {
      assertThat(against(classifier, ORDER)).isGreaterThan(0.99);
    }
    try (TextClassifier classifier =
        MadeFiles.load(with(files().settings(files().model(), 16, 4), Activation.NONE))) {
      assertThatThrownBy(() -> against(classifier, ORDER))
          .isInstanceOf(NoScore.class)
          .hasMessageContaining("--activation none");
    }
  }

  @Test
  void sigmoid_scoresEachLabelForItself() throws Exception {
    try (TextClassifier classifier =
        MadeFiles.load(with(files().settings(files().model(), 16, 4), Activation.SIGMOID))) {
      assertThat(against(classifier, ORDER)).isBetween(0.99, 0.9999999);
    }
  }

  private static ModelSettings with(ModelSettings settings, Activation activation) {
    return new ModelSettings(
        settings.model(),
        settings.tokenizer(),
        settings.labels(),
        activation,
        settings.window(),
        settings.shared(),
        settings.threads());
  }
}
