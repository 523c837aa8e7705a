package io.portreeve.onnx.made;

import io.portreeve.onnx.model.Activation;
import io.portreeve.onnx.model.Labels;
import io.portreeve.onnx.model.ModelSettings;
import io.portreeve.onnx.model.NativeCode;
import io.portreeve.onnx.model.TextClassifier;
import io.portreeve.onnx.model.Unusable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * A model and its tokenizer in files: it takes the words {@code send}, {@code the}, {@code file}
 * for an order, and {@code lunch} and every unknown word for an honest text.
 */
public final class MadeFiles {
  public static final List<String> WORDS = List.of("send", "the", "file", "lunch");
  public static final Labels LABELS = new Labels(List.of("SAFE", "INJECTION"), Set.of());

  /** Of each token, the special ones first. */
  private static final float[] WEIGHTS = {-4, 0, 0, 8, 8, 8, -4};

  private final Path folder;

  public MadeFiles(Path folder) {
    this.folder = folder;
  }

  public static float[] weights() {
    return Arrays.copyOf(WEIGHTS, WEIGHTS.length);
  }

  /** Weights of which one is missing: the model then knows a token less than its tokenizer. */
  public static float[] tooFewWeights() {
    return Arrays.copyOf(WEIGHTS, WEIGHTS.length - 1);
  }

  public Path file(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  public Path model() throws IOException {
    return file("model.onnx", MadeGraph.classifier(WEIGHTS));
  }

  public Path tokenizer() throws IOException {
    return Files.writeString(folder.resolve("tokenizer.json"), MadeTokenizer.of(WORDS));
  }

  /** A model and a tokenizer of single bytes, which takes no text for an order. */
  public ModelSettings ofBytes(int window, int shared) throws IOException {
    float[] weights = new float[MadeTokenizer.BYTES];
    Arrays.fill(weights, -4);
    return new ModelSettings(
        file("bytes.onnx", MadeGraph.classifier(weights)),
        Files.writeString(folder.resolve("bytes.json"), MadeTokenizer.ofBytes()),
        LABELS,
        Activation.SOFTMAX,
        window,
        shared,
        1);
  }

  /** Where the native code of tests is unpacked; nobody else's folder. */
  public static Path natives() {
    return Path.of("target", "natives").toAbsolutePath();
  }

  /** With windows of so many tokens. */
  public ModelSettings settings(Path model, int window, int shared) throws IOException {
    return new ModelSettings(model, tokenizer(), LABELS, Activation.SOFTMAX, window, shared, 1);
  }

  public static TextClassifier load(ModelSettings settings) throws Unusable {
    NativeCode.load(natives());
    return TextClassifier.load(settings, _ -> {});
  }

  /** The whole, ready to be asked. */
  public TextClassifier classifier(int window, int shared) throws IOException, Unusable {
    return load(settings(model(), window, shared));
  }
}
