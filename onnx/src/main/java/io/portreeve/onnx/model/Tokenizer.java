package io.portreeve.onnx.model;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Cuts texts into the tokens that a model was trained with. A text that is longer than what the
 * model reads at once becomes several windows; nothing of it is left out, and each but the first
 * begins within the one before.
 */
final class Tokenizer implements AutoCloseable {
  /**
   * The most tokens of a character: U+FDFA, which many tokenizers write out first (NFKC), becomes
   * eighteen characters of 33 bytes, and some have a token for each byte.
   */
  private static final int TOKENS_OF_A_CHARACTER = 33;

  /** What its library keeps of a token: six numbers, its text, where it stood. */
  private static final int BYTES_OF_A_TOKEN = 160;

  /** Those that begin and end each window. */
  private static final int AROUND = 2;

  private final HuggingFaceTokenizer tokenizer;

  private Tokenizer(HuggingFaceTokenizer tokenizer) {
    this.tokenizer = tokenizer;
  }

  /**
   * Reads a {@code tokenizer.json}. How it cuts and fills up texts is our word, not the file's.
   *
   * @param window tokens that the model reads at once, those included that begin and end a text
   * @param shared tokens that a window has in common with the one before
   * @throws Unusable if it is none
   */
  static Tokenizer load(Path file, int window, int shared) throws Unusable {
    Map<String, String> ours =
        Map.of(
            "truncation", "true",
            "maxLength", Integer.toString(window),
            "stride", Integer.toString(shared),
            "withOverflowingTokens", "true",
            "addSpecialTokens", "true",
            "padding", "false");
    try {
      byte[] bytes = Files.readAllBytes(file);
      return new Tokenizer(HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(bytes), ours));
    } catch (IOException unreadable) {
      throw new Unusable("cannot read " + file + ": is it there, and readable?", unreadable);
    } catch (RuntimeException refused) {
      // Its native code throws the very type.
      throw new Unusable(
          "%s is no tokenizer.json (%s): give the one that belongs to the model"
              .formatted(file, refused.getMessage()),
          refused);
    }
  }

  /** The most bytes of the heap that the windows of a text take, whatever is written in it. */
  static long heap(int characters, int window, int shared) {
    long tokens = (long) characters * TOKENS_OF_A_CHARACTER;
    long windows = tokens / Math.max(1, window - AROUND - Math.min(shared, window / 2)) + 1;
    return windows * window * BYTES_OF_A_TOKEN;
  }

  /** All of a text. */
  List<Window> windows(String text) throws NoScore {
    try {
      Encoding first = tokenizer.encode(whole(text), true, true);
      List<Window> windows = new ArrayList<>();
      windows.add(window(first));
      for (Encoding more : first.getOverflowing()) {
        windows.add(window(more));
      }
      return windows;
    } catch (RuntimeException refused) {
      throw new NoScore("the tokenizer refused a text", refused);
    }
  }

  private static Window window(Encoding encoding) {
    return new Window(encoding.getIds(), encoding.getTypeIds());
  }

  /** Half of a character, which Java can hold and the tokenizer cannot, becomes a question mark. */
  private static String whole(String text) {
    return text.codePoints()
        .map(point -> Character.getType(point) == Character.SURROGATE ? '?' : point)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
