package io.portreeve.lab.cli;

import io.portreeve.controls.contextpoisoning.FlowPolicy;
import io.portreeve.lab.replay.Recording;
import io.portreeve.lab.replay.Scores;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code portreeve lab replay}. */
@Command(
    name = "portreeve lab replay",
    description =
        "Replays recorded tasks against the rules of information flow, with a model that obeys"
            + " every injection, and counts. No model is asked, and no tool is called.",
    sortOptions = false,
    exitCodeOnInvalidInput = 2,
    footer = {
      "",
      "Exit status: 0 counted, 1 a file cannot be replayed, 2 wrong usage.",
      "How the figures are to be read: docs/information-flow.md"
    })
public final class ReplayCommand implements Callable<Integer> {
  private static final int STEP = 100;

  @Option(
      names = "--traces",
      required = true,
      paramLabel = "FILE",
      description = "Recorded tasks, one JSON object a line; may be gzip.")
  private Path traces = Path.of("");

  @Option(
      names = "--tools",
      required = true,
      paramLabel = "FILE",
      description = "Their tools: a JSON list.")
  private Path tools = Path.of("");

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description =
          "What an operator says of the tools. Without it, sinks are guessed from names,"
              + " and every result is untrusted.")
  private @Nullable Path labels;

  @Option(
      names = "--policy",
      required = true,
      split = ",",
      paramLabel = "POLICY",
      description = "none, or one or more of: session, arguments, plan.")
  private List<String> policies = List.of();

  @Option(
      names = "--distrust-results",
      description = "Take sinks and arguments from the labels, but trust no result.")
  private boolean distrust;

  @Option(names = "--json", description = "One JSON object instead of lines.")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  private final PrintStream out;
  private final PrintStream progress;

  private ReplayCommand(PrintStream out, PrintStream progress) {
    this.out = out;
    this.progress = progress;
  }

  /** Runs it, and gives its exit status. */
  public static int run(List<String> options, PrintStream out, PrintStream err) {
    return LabCommand.run(new ReplayCommand(out, err), options, out, err);
  }

  @Override
  public Integer call() {
    Set<FlowPolicy> chosen = chosen();
    try {
      Scores scores =
          new Recording(traces, tools, Optional.ofNullable(labels), !distrust)
              .under(chosen, this::tell);
      print(scores);
      return 0;
    } catch (IOException unreadable) {
      progress.println("portreeve: " + unreadable.getMessage());
      return 1;
    }
  }

  private void print(Scores scores) {
    String policy = String.join(",", policies);
    if (json) {
      out.println(scores.toJson(policy));
    } else {
      out.println("policy " + policy);
      scores.lines().forEach(out::println);
    }
  }

  private void tell(int done) {
    if (done % STEP == 0) {
      progress.println("replayed " + done + " traces");
    }
  }

  private Set<FlowPolicy> chosen() {
    Set<FlowPolicy> chosen = EnumSet.noneOf(FlowPolicy.class);
    for (String policy : policies) {
      if (!policy.equals("none")) {
        chosen.add(FlowPolicy.of(policy).orElseThrow(() -> unknown(policy)));
      } else if (policies.size() > 1) {
        throw wrong("`none` stands alone");
      }
    }
    return chosen;
  }

  private ParameterException unknown(String policy) {
    return wrong(
        "there is no policy `" + policy + "`; there are none, session, arguments and plan");
  }

  private ParameterException wrong(String what) {
    CommandSpec known = spec == null ? CommandSpec.create() : spec;
    return new ParameterException(known.commandLine(), "portreeve: " + what);
  }
}
