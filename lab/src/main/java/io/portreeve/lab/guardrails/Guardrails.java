package io.portreeve.lab.guardrails;

import io.portreeve.controls.indirectpromptinjection.Detector;
import io.portreeve.controls.indirectpromptinjection.LinearModel;
import io.portreeve.controls.indirectpromptinjection.Reading;
import io.portreeve.lab.benign.LineFile;
import io.portreeve.mcp.json.JsonObject;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;

/** Texts with labels, and what can be done with them. */
public final class Guardrails {
  private static final int ROUNDS = 5;

  /** Time of other work on the machine is none of ours. */
  private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

  private final List<Sample> data;

  private Guardrails(List<Sample> data) {
    this.data = data;
  }

  /** A file with one JSON object a line, as the command describes them. */
  public static Guardrails of(Path texts) throws IOException {
    List<Sample> data = new ArrayList<>();
    for (JsonObject line : LineFile.objects(texts)) {
      data.add(Sample.of(line));
    }
    return new Guardrails(data);
  }

  /** How many texts there are. */
  public int size() {
    return data.size();
  }

  /** The weights that ship, made anew. */
  public LinearModel train() {
    return Recipe.model(data, "");
  }

  /** How many texts train, by what they are. */
  public long training(boolean injections) {
    return Recipe.training(data, "").stream()
        .filter(sample -> sample.injection() == injections)
        .count();
  }

  /** Measures, and gives each row as it is asked for. */
  public void measure(boolean json, Consumer<String> lines) {
    if (!json) {
      lines.accept(Tally.head());
    }
    new Measurement(data)
        .tell(train(), row -> lines.accept(json ? row.toJson().toString() : row.line()));
  }

  /**
   * Processor time that looking at one KiB takes here, all forms of it included: the best of five
   * rounds.
   */
  public String speed() {
    Detector detector = Detector.with(train());
    double looking = microsecondsPerKib(text -> detector.judge(Reading.of(text)));
    double hashing = microsecondsPerKib(text -> Sha256.of(text.getBytes(StandardCharsets.UTF_8)));
    return String.format(
        Locale.ROOT,
        "%.0f µs of one processor per KiB, %.0f times what SHA-256 of it takes",
        looking,
        looking / hashing);
  }

  private double microsecondsPerKib(Function<String, Object> work) {
    double best = Double.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long characters = 0;
      long begun = CPU.getCurrentThreadCpuTime();
      for (Sample sample : data) {
        characters += sample.text().length();
        var _ = work.apply(sample.text());
      }
      best = Math.min(best, (CPU.getCurrentThreadCpuTime() - begun) / 1e3 / (characters / 1024.0));
    }
    return best;
  }
}
