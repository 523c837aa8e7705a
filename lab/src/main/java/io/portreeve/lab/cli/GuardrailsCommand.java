package io.portreeve.lab.cli;

import io.portreeve.controls.indirectpromptinjection.LinearModel;
import io.portreeve.lab.guardrails.Guardrails;
import io.portreeve.lab.guardrails.Sha256;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code portreeve lab guardrails}. */
@Command(
    name = "portreeve lab guardrails",
    description =
        "Trains the model of the guardrails on texts of yours, and measures what it finds of texts"
            + " that it was not trained on. No text is printed or kept.",
    sortOptions = false,
    exitCodeOnInvalidInput = 2,
    footer = {
      "",
      "Exit status: 0 done, 1 a file cannot be read or written, 2 wrong usage.",
      "The recipe, and how the figures are to be read: docs/guardrails.md"
    })
public final class GuardrailsCommand implements Callable<Integer> {
  @Option(
      names = "--texts",
      required = true,
      paramLabel = "FILE",
      description =
          "One JSON object a line, may be gzip (.gz): text, label (1 is an injection), source, sub.")
  private Path texts = Path.of("");

  @Option(
      names = "--weights",
      paramLabel = "FILE",
      description = "Train, and write the weights there.")
  private @Nullable Path weights;

  @Option(
      names = "--measure",
      description = "Train without each source in turn, and measure; takes minutes.")
  private boolean measure;

  @Option(names = "--speed", description = "Measure how long looking at a text takes here.")
  private boolean speed;

  @Option(names = "--json", description = "Rows of --measure as JSON, one object a line.")
  private boolean json;

  private final PrintStream out;
  private final PrintStream progress;

  private GuardrailsCommand(PrintStream out, PrintStream progress) {
    this.out = out;
    this.progress = progress;
  }

  /** Runs it, and gives its exit status. */
  public static int run(List<String> options, PrintStream out, PrintStream err) {
    return LabCommand.run(new GuardrailsCommand(out, err), options, out, err);
  }

  @Override
  public Integer call() {
    try {
      Guardrails data = Guardrails.of(texts);
      progress.println("read " + data.size() + " texts");
      if (weights != null) {
        write(data, weights);
      }
      if (measure) {
        data.measure(json, out::println);
      }
      if (speed) {
        out.println(data.speed());
      }
      return 0;
    } catch (IOException unreadable) {
      progress.println("portreeve: " + unreadable.getMessage());
      return 1;
    }
  }

  private void write(Guardrails data, Path file) throws IOException {
    LinearModel model = data.train();
    byte[] bytes = model.toBytes();
    Files.write(file, bytes);
    out.printf(
        Locale.ROOT,
        "trained on %d injections and %d honest texts%nsha256 %s%n",
        data.training(true),
        data.training(false),
        Sha256.of(bytes));
  }
}
