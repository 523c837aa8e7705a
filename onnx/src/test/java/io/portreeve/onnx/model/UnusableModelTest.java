package io.portreeve.onnx.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portreeve.onnx.made.MadeFiles;
import io.portreeve.onnx.made.MadeGraph;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What does not fit together is said before anything is served, and how to mend it. */
class UnusableModelTest {
  @TempDir private Path folder;

  private MadeFiles files() {
    return new MadeFiles(folder);
  }

  private static void refused(ModelSettings settings, String... said) {
    assertThatThrownBy(() -> MadeFiles.load(settings).close())
        .isInstanceOf(Unusable.class)
        .hasMessageContainingAll(said);
  }

  private ModelSettings of(byte[] graph) throws Exception {
    return files().settings(files().file("given.onnx", graph), 16, 4);
  }

  private ModelSettings with(Path tokenizer, Labels labels, int window, int shared)
      throws Exception {
    return new ModelSettings(
        files().model(), tokenizer, labels, Activation.SOFTMAX, window, shared, 1);
  }

  @Test
  void modelThatIsNotThere() throws Exception {
    refused(files().settings(folder.resolve("gone.onnx"), 16, 4), "gone.onnx", "no model");
  }

  @Test
  void fileThatIsNoModel() throws Exception {
    refused(of("weights".getBytes(UTF_8)), "given.onnx", "no model that ONNX Runtime reads");
  }

  @Test
  void modelOfOtherThings() throws Exception {
    refused(
        of(MadeGraph.ofPictures(MadeFiles.weights())),
        "pixel_values",
        "export it for text classification");
  }

  @Test
  void modelThatScoresTokens_andNotTexts() throws Exception {
    refused(of(MadeGraph.ofTokens(MadeFiles.weights())), "shape", "one for each label");
  }

  @Test
  void modelThatGivesSeveralThings() throws Exception {
    refused(of(MadeGraph.ofTwoOutputs(MadeFiles.weights())), "[each, mean]", "logits");
  }

  @Test
  void tokenizerThatIsNotThere() throws Exception {
    refused(with(folder.resolve("gone.json"), MadeFiles.LABELS, 16, 4), "cannot read", "gone.json");
  }

  @Test
  void fileThatIsNoTokenizer() throws Exception {
    Path config = files().file("config.json", "{\"id2label\": {}}".getBytes(UTF_8));
    refused(with(config, MadeFiles.LABELS, 16, 4), "config.json", "no tokenizer.json");
  }

  /** It would give scores, and wrong ones. */
  @Test
  void tokenizerOfAnotherModel() throws Exception {
    refused(
        of(MadeGraph.classifier(MadeFiles.tooFewWeights())),
        "token 6 of its tokenizer",
        "do not belong together");
  }

  @Test
  void labelTooMany_orTooFew() throws Exception {
    Labels three = Labels.of(List.of("SAFE", "INJECTION", "JAILBREAK"));
    refused(with(files().tokenizer(), three, 16, 4), "has 2 labels, and 3 are named");
    Labels one = new Labels(List.of("INJECTION"), Set.of());
    refused(with(files().tokenizer(), one, 16, 4), "--activation sigmoid");
  }

  @Test
  void windowsThatShareMostOfThemselves() throws Exception {
    refused(with(files().tokenizer(), MadeFiles.LABELS, 16, 9), "--overlap", "more than half");
  }
}
