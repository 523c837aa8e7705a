package io.portreeve.onnx.made;

import java.util.List;

/**
 * Graphs in the form of ONNX, written field by field (onnx.proto3): small ones that classify, and
 * ends that make a classifier of a graph that was trained for something else.
 */
public final class MadeGraph {
  private static final int FLOAT = 1;
  private static final int INT32 = 6;
  private static final int INT64 = 7;
  private static final int ONE_NUMBER = 2;
  private static final int NUMBERS = 7;

  private final Proto graph = new Proto();

  /**
   * A whole classifier of two labels. Each token has a weight; the mean of those of a window speaks
   * against the first label and for the second.
   */
  public static byte[] classifier(float... weights) {
    return new MadeGraph()
        .input("input_ids", INT64)
        .input("attention_mask", INT64)
        .mean(weights)
        .linear("mean", "logits", 1, -1, 1)
        .output("logits")
        .model();
  }

  /** The same where whole numbers are of 32 bits, and there is no mask. */
  public static byte[] ofShortNumbers(float... weights) {
    return new MadeGraph()
        .input("input_ids", INT32)
        .mean(weights)
        .linear("mean", "logits", 1, -1, 1)
        .output("logits")
        .model();
  }

  /** The same, whose numbers are scores already. */
  public static byte[] ofScores(float... weights) {
    return new MadeGraph()
        .input("input_ids", INT64)
        .mean(weights)
        .linear("mean", "numbers", 1, -1, 1)
        .node("Softmax", List.of("numbers"), "scores", attribute("axis", -1))
        .output("scores")
        .model();
  }

  /** A classifier that also asks for what no text has. */
  public static byte[] ofPictures(float... weights) {
    return new MadeGraph()
        .input("input_ids", INT64)
        .input("pixel_values", FLOAT)
        .mean(weights)
        .linear("mean", "logits", 1, -1, 1)
        .output("logits")
        .model();
  }

  /** What gives a number for each token, and none for the text. */
  public static byte[] ofTokens(float... weights) {
    return new MadeGraph()
        .input("input_ids", INT64)
        .weights(weights)
        .node("Gather", List.of("weights", "input_ids"), "each")
        .output("each")
        .model();
  }

  /** What gives two things, and says of neither that it classifies. */
  public static byte[] ofTwoOutputs(float... weights) {
    return new MadeGraph()
        .input("input_ids", INT64)
        .mean(weights)
        .output("each")
        .output("mean")
        .model();
  }

  /**
   * A classifier of two labels, to be appended to a graph that gives a vector for each token:
   * messages of one kind that follow each other are one.
   */
  public static byte[] endOf(String vectors, float... direction) {
    float[] both = new float[direction.length * 2];
    for (int at = 0; at < direction.length; at++) {
      both[at * 2] = -direction[at];
      both[at * 2 + 1] = direction[at];
    }
    return new MadeGraph()
        .node("ReduceMean", List.of(vectors), "mean", attribute("axes", NUMBERS, 1), flat())
        .linear("mean", "logits", direction.length, both)
        .output("logits")
        .part();
  }

  private MadeGraph mean(float... weights) {
    return weights(weights)
        .node("Gather", List.of("weights", "input_ids"), "each")
        .node("ReduceMean", List.of("each"), "mean", attribute("axes", NUMBERS, 1), flat());
  }

  private MadeGraph weights(float... weights) {
    return constant("weights", weights.length, 1, weights);
  }

  private MadeGraph linear(String from, String to, int rows, float... weights) {
    return constant("linear", rows, 2, weights).node("MatMul", List.of(from, "linear"), to);
  }

  private MadeGraph constant(String name, int rows, int columns, float... values) {
    graph.message(
        5,
        new Proto()
            .number(1, rows)
            .number(1, columns)
            .number(2, FLOAT)
            .text(8, name)
            .floats(9, values));
    return this;
  }

  private MadeGraph node(String kind, List<String> from, String to, Proto... attributes) {
    Proto node = new Proto();
    from.forEach(input -> node.text(1, input));
    node.text(2, to).text(3, "made-" + to).text(4, kind);
    for (Proto attribute : attributes) {
      node.message(5, attribute);
    }
    graph.message(1, node);
    return this;
  }

  private static Proto flat() {
    return attribute("keepdims", 0);
  }

  private static Proto attribute(String name, int value) {
    return new Proto().text(1, name).number(3, value).number(20, ONE_NUMBER);
  }

  private static Proto attribute(String name, int kind, int value) {
    return new Proto().text(1, name).number(8, value).number(20, kind);
  }

  private MadeGraph input(String name, int type) {
    graph.message(11, value(name, type));
    return this;
  }

  private MadeGraph output(String name) {
    graph.message(12, value(name, FLOAT));
    return this;
  }

  /** Of a shape that the runtime finds out. */
  private static Proto value(String name, int type) {
    Proto value = new Proto().text(1, name);
    Proto tensor = new Proto().number(1, type);
    if (type != FLOAT) {
      Proto one = new Proto().message(1, new Proto().number(1, 1));
      tensor.message(2, one.message(1, new Proto().text(2, "length")));
    }
    return value.message(2, new Proto().message(1, tensor));
  }

  private byte[] part() {
    return new Proto().message(7, graph).toBytes();
  }

  private byte[] model() {
    graph.text(2, "made");
    Proto operators = new Proto().text(1, "").number(2, 13);
    return new Proto().number(1, 8).message(8, operators).message(7, graph).toBytes();
  }
}
