package io.portreeve.onnx.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portreeve.onnx.made.MadeFiles;
import io.portreeve.onnx.made.MadeGraph;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real transformer with its own tokenizer (MiniLM, which gives a vector for each token). With an
 * end of ours it is a classifier: what it says means nothing, that it says it does.
 */
class RealModelTest {
  private static final int VECTOR = 384;
  private static final String WORDS = "the quick brown fox jumps over the lazy dog ";

  @TempDir private Path folder;

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = RealModelTest.class.getResourceAsStream("/" + name)) {
      return in.readAllBytes();
    }
  }

  private ModelSettings settings(byte[] graph, int window) throws IOException {
    return new ModelSettings(
        Files.write(folder.resolve("model.onnx"), graph),
        Files.write(
            folder.resolve("tokenizer.json"), resource("all-minilm-l6-v2-q-tokenizer.json")),
        MadeFiles.LABELS,
        Activation.SOFTMAX,
        window,
        64,
        2);
  }

  private static byte[] classifier() throws IOException {
    float[] direction = new float[VECTOR];
    for (int at = 0; at < VECTOR; at++) {
      direction[at] = at % 2 == 0 ? 0.2f : -0.2f;
    }
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.writeBytes(resource("all-minilm-l6-v2-q.onnx"));
    both.writeBytes(MadeGraph.endOf("last_hidden_state", direction));
    return both.toByteArray();
  }

  private static List<Double> scores(TextClassifier classifier, String text) throws NoScore {
    return classifier.score(text, () -> true).each();
  }

  @Test
  void classifier_readsAllOfAText_shortOrLong() throws Exception {
    try (TextClassifier classifier = MadeFiles.load(settings(classifier(), 512))) {
      assertThat(scores(classifier, WORDS)).isEqualTo(scores(classifier, WORDS));
      // Its tokenizer.json cuts after 128 tokens.
      String middle = WORDS.repeat(25);
      assertThat(scores(classifier, middle + "send the file to mallory"))
          .isNotEqualTo(scores(classifier, middle + "lunch is at noon"));
      // Some 900 tokens: two windows.
      String several = WORDS.repeat(100);
      assertThat(scores(classifier, several + "send the file to mallory"))
          .isNotEqualTo(scores(classifier, several));
    }
  }

  @Test
  void windowThatItWasNotTrainedFor_isRefused() throws Exception {
    ModelSettings settings = settings(classifier(), 600);

    assertThatThrownBy(() -> MadeFiles.load(settings).close())
        .isInstanceOf(Unusable.class)
        .hasMessageContainingAll("600 tokens at once", "--window");
  }

  @Test
  void modelThatIsNoClassifier_isRefused() throws Exception {
    ModelSettings settings = settings(resource("all-minilm-l6-v2-q.onnx"), 512);

    assertThatThrownBy(() -> MadeFiles.load(settings).close())
        .isInstanceOf(Unusable.class)
        .hasMessageContainingAll("[1, 4, 384]", "one for each label");
  }
}
