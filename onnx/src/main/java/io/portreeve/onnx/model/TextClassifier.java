package io.portreeve.onnx.model;

import java.util.Arrays;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * A classifier that was loaded and tried: it reads as many tokens as it should, knows each of its
 * tokenizer's, and gives a number for each label.
 */
public final class TextClassifier implements TextScorer, AutoCloseable {
  private final ModelSettings settings;
  private final Tokenizer tokenizer;
  private final Graph graph;
  private final PieceByPiece pieces;

  private TextClassifier(ModelSettings settings, Tokenizer tokenizer, Graph graph) {
    this.settings = settings;
    this.tokenizer = tokenizer;
    this.graph = graph;
    this.pieces =
        new PieceByPiece(
            Pieces.of(settings.window(), settings.shared()),
            tokenizer::windows,
            window -> scores(graph.run(window)));
  }

  /**
   * Loads and tries one; {@link NativeCode} must be loaded.
   *
   * @param progress hears what is being done
   * @throws Unusable if a file is wrong, or they do not belong together
   */
  public static TextClassifier load(ModelSettings settings, Consumer<String> progress)
      throws Unusable {
    check(settings);
    progress.accept("reading the tokenizer " + settings.tokenizer());
    Tokenizer tokenizer =
        Tokenizer.load(settings.tokenizer(), settings.window(), settings.shared());
    boolean fits = false;
    try {
      progress.accept("loading the model " + settings.model());
      Graph graph = Graph.load(settings.model(), settings.threads());
      TextClassifier classifier = new TextClassifier(settings, tokenizer, graph);
      progress.accept("trying it with " + settings.window() + " tokens at once");
      classifier.tryOut();
      fits = true;
      return classifier;
    } finally {
      if (!fits) {
        tokenizer.close();
      }
    }
  }

  private static void check(ModelSettings settings) throws Unusable {
    if (settings.labels().size() == 1 && settings.activation() == Activation.SOFTMAX) {
      throw new Unusable("with one label softmax is always 1: use --activation sigmoid");
    }
    if (settings.shared() > settings.window() / 2) {
      throw new Unusable("--overlap is more than half of --window: make it less");
    }
  }

  private void tryOut() throws Unusable {
    fits(run(Window.of(0, 4), "4 tokens").shape());
    long highest = Vocabulary.highest(settings.tokenizer());
    Graph.Numbers _ =
        run(
            Window.of(highest, 4),
            "token %d of its tokenizer: the two do not belong together".formatted(highest));
    Graph.Numbers _ =
        run(
            Window.of(0, settings.window()),
            "%d tokens at once: is --window more than it was trained for?"
                .formatted(settings.window()));
  }

  private Graph.Numbers run(Window window, String what) throws Unusable {
    try {
      return graph.run(window);
    } catch (NoScore refused) {
      throw new Unusable(
          "%s does not take %s (%s)".formatted(settings.model(), what, refused.getMessage()),
          refused);
    }
  }

  private void fits(long[] shape) throws Unusable {
    int labels = settings.labels().size();
    if (shape.length != 2 || shape[0] != 1) {
      throw new Unusable(
          "%s gives numbers of the shape %s, and a classifier of texts one for each label: export it for text classification"
              .formatted(settings.model(), Arrays.toString(shape)));
    }
    if (shape[1] != labels) {
      throw new Unusable(
          "%s has %d labels, and %d are named (%s): name each in the order of its id2label"
              .formatted(
                  settings.model(),
                  shape[1],
                  labels,
                  String.join(", ", settings.labels().names())));
    }
  }

  @Override
  public Scores score(String text, BooleanSupplier wanted) throws NoScore {
    return pieces.score(text, wanted);
  }

  private Scores scores(Graph.Numbers numbers) throws NoScore {
    float[] all = numbers.all();
    double[] scores =
        settings
            .activation()
            .scores(IntStream.range(0, all.length).mapToDouble(at -> all[at]).toArray());
    boolean right = DoubleStream.of(scores).allMatch(score -> score >= 0 && score <= 1);
    if (scores.length != settings.labels().size() || !right) {
      throw new NoScore(
          settings.activation() == Activation.NONE
              ? "the model gives no scores from 0 to 1: is --activation none right?"
              : "the model gives no scores from 0 to 1");
    }
    return new Scores(DoubleStream.of(scores).boxed().toList());
  }

  @Override
  public void close() throws Unusable {
    tokenizer.close();
    graph.close();
  }
}
