package io.portreeve.lab.cli;

import io.portreeve.lab.redaction.Findings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code portreeve lab redaction}. */
@Command(
    name = "portreeve lab redaction",
    description =
        "Counts what is taken for secrets and personal data in texts of yours, so that you know"
            + " before you turn redaction on. No text is printed or kept.",
    sortOptions = false,
    exitCodeOnInvalidInput = 2,
    footer = {
      "",
      "Exit status: 0 done, 1 a file cannot be read, 2 wrong usage.",
      "How the figures are to be read: docs/redaction.md"
    })
public final class RedactionCommand implements Callable<Integer> {
  @Option(
      names = "--texts",
      required = true,
      paramLabel = "FILE",
      description = "One JSON object a line, may be gzip (.gz): text, source.")
  private Path texts = Path.of("");

  @Option(names = "--speed", description = "Measure how long looking at a text takes here.")
  private boolean speed;

  @Option(names = "--json", description = "Rows as JSON, one object a line.")
  private boolean json;

  private final PrintStream out;
  private final PrintStream progress;

  private RedactionCommand(PrintStream out, PrintStream progress) {
    this.out = out;
    this.progress = progress;
  }

  /** Runs it, and gives its exit status. */
  public static int run(List<String> options, PrintStream out, PrintStream err) {
    return LabCommand.run(new RedactionCommand(out, err), options, out, err);
  }

  @Override
  public Integer call() {
    try {
      Findings findings = Findings.of(texts);
      progress.println("read " + findings.size() + " texts");
      findings.tell(json, out::println);
      if (speed) {
        out.println(findings.speed());
      }
      return 0;
    } catch (IOException unreadable) {
      progress.println("portreeve: " + unreadable.getMessage());
      return 1;
    }
  }
}
