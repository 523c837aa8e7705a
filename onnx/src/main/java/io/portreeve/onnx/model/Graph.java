package io.portreeve.onnx.model;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;

/**
 * A graph that reads tokens: what it asks for is known, and one of the numbers that it gives is
 * chosen, before it runs. May be run by several threads at once.
 */
final class Graph implements AutoCloseable {
  private static final String IDS = "input_ids";
  private static final String MASK = "attention_mask";
  private static final String TYPES = "token_type_ids";
  private static final String USUAL_OUTPUT = "logits";
  private static final Set<OnnxJavaType> WHOLE = Set.of(OnnxJavaType.INT64, OnnxJavaType.INT32);

  private final OrtEnvironment environment;
  private final OrtSession session;
  private final Map<String, OnnxJavaType> inputs;
  private final String output;

  private Graph(
      OrtEnvironment environment,
      OrtSession session,
      Map<String, OnnxJavaType> inputs,
      String output) {
    this.environment = environment;
    this.session = session;
    this.inputs = inputs;
    this.output = output;
  }

  /** What it gave: numbers, and how they are laid out. */
  static final class Numbers {
    private final long[] shape;
    private final float[] all;

    private Numbers(long[] shape, float[] all) {
      this.shape = shape;
      this.all = all;
    }

    long[] shape() {
      return shape;
    }

    float[] all() {
      return all;
    }
  }

  /**
   * Reads a graph.
   *
   * @param threads that work on one run together
   * @throws Unusable if it is no graph, or none that reads tokens
   */
  static Graph load(Path file, int threads) throws Unusable {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(threads);
      options.setInterOpNumThreads(1);
      // Threads that wait would keep their processors busy, which others on the machine need.
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      return of(environment, environment.createSession(file.toString(), options), file);
    } catch (OrtException refused) {
      throw new Unusable(
          file + " is no model that ONNX Runtime reads: " + refused.getMessage(), refused);
    }
  }

  private static Graph of(OrtEnvironment environment, OrtSession session, Path file)
      throws Unusable, OrtException {
    boolean fits = false;
    try {
      Graph graph =
          new Graph(
              environment,
              session,
              inputs(session.getInputInfo(), file),
              output(session.getOutputNames(), file));
      fits = true;
      return graph;
    } finally {
      if (!fits) {
        session.close();
      }
    }
  }

  private static Map<String, OnnxJavaType> inputs(Map<String, NodeInfo> asked, Path file)
      throws Unusable {
    Map<String, OnnxJavaType> inputs = new LinkedHashMap<>();
    for (NodeInfo input : asked.values()) {
      if (!Set.of(IDS, MASK, TYPES).contains(input.getName())
          || !(input.getInfo() instanceof TensorInfo tensor)
          || !WHOLE.contains(tensor.type)) {
        throw new Unusable(
            "%s asks for %s (%s); a classifier of texts asks for whole numbers named %s, %s and %s: export it for text classification"
                .formatted(file, input.getName(), input.getInfo(), IDS, MASK, TYPES));
      }
      inputs.put(input.getName(), tensor.type);
    }
    if (!inputs.containsKey(IDS)) {
      throw new Unusable(file + " does not ask for " + IDS + ": it is no classifier of texts");
    }
    return inputs;
  }

  private static String output(Set<String> given, Path file) throws Unusable {
    if (given.contains(USUAL_OUTPUT)) {
      return USUAL_OUTPUT;
    }
    if (given.size() != 1) {
      throw new Unusable(
          "%s gives %s, and none is named %s: export it for text classification"
              .formatted(file, new TreeSet<>(given), USUAL_OUTPUT));
    }
    return given.iterator().next();
  }

  /**
   * Runs it.
   *
   * @throws NoScore if the runtime refuses, or gives no numbers
   */
  Numbers run(Window window) throws NoScore {
    Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
    try {
      for (Map.Entry<String, OnnxJavaType> input : inputs.entrySet()) {
        tensors.put(input.getKey(), tensor(values(input.getKey(), window), input.getValue()));
      }
      try (OrtSession.Result result = session.run(tensors, Set.of(output))) {
        return numbers(result);
      }
    } catch (OrtException refused) {
      // Its words name tokens, which are the text's.
      throw new NoScore("ONNX Runtime refused: " + refused.getCode(), refused);
    } finally {
      tensors.values().forEach(OnnxTensor::close);
    }
  }

  private static long[] values(String input, Window window) {
    return switch (input) {
      case IDS -> window.ids();
      case MASK -> LongStream.generate(() -> 1).limit(window.size()).toArray();
      default -> window.types();
    };
  }

  private OnnxTensor tensor(long[] values, OnnxJavaType type) throws OrtException {
    long[] shape = {1, values.length};
    return type == OnnxJavaType.INT64
        ? OnnxTensor.createTensor(environment, LongBuffer.wrap(values), shape)
        : OnnxTensor.createTensor(
            environment,
            IntBuffer.wrap(Arrays.stream(values).mapToInt(Math::toIntExact).toArray()),
            shape);
  }

  private static Numbers numbers(OrtSession.Result result) throws NoScore {
    if (result.get(0) instanceof OnnxTensor tensor) {
      FloatBuffer buffer = tensor.getFloatBuffer();
      if (buffer != null) {
        float[] all = new float[buffer.remaining()];
        buffer.get(all);
        return new Numbers(tensor.getInfo().getShape(), all);
      }
    }
    throw new NoScore("the model gives no decimal numbers");
  }

  @Override
  public void close() throws Unusable {
    try {
      session.close();
    } catch (OrtException fault) {
      throw new Unusable("the model cannot be put away: " + fault.getMessage(), fault);
    }
  }
}
