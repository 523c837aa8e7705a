package io.portreeve.gateway.cli;

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "help", description = "Show the help of a command.", helpCommand = true)
final class HelpCommand implements Callable<Integer> {
  private static final List<String> NAMES =
      List.of(
          "run",
          "stdio",
          "wrap",
          "unwrap",
          "check",
          "scan",
          "doctor",
          "controls",
          "explain",
          "policy",
          "keys",
          "approvals",
          "pins",
          "memory",
          "secrets",
          "ca",
          "logins",
          "relations",
          "store",
          "audit",
          "demo",
          "chat",
          "lab",
          "version",
          "completion",
          "help");

  private final Terminal terminal;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "COMMAND",
      arity = "0..*",
      completionCandidates = Names.class,
      description = "The command, such as `run` or `keys create`; without one, all of them.")
  private List<String> words = List.of();

  @Option(
      names = "--reference",
      description = {
        "Print a page of the reference, in Markdown.",
        "Without a word, or with `commands`, the help of all commands; with `reasons`, `metrics`,"
            + " `labels`, `events` or `exit-codes` what those words mean."
      })
  private boolean reference;

  HelpCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /** The commands, for the completion of a shell. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return NAMES.iterator();
    }
  }

  @Override
  public Integer call() {
    CommandLine found = spec.parent().commandLine();
    if (reference) {
      terminal.out().print(page(found));
      return ExitCode.OK.number();
    }
    for (String word : words) {
      CommandLine next = found.getSubcommands().get(word);
      if (next == null) {
        throw new ParameterException(found, "there is no command `" + Shown.of(word) + "` here");
      }
      found = next;
    }
    found.usage(terminal.out());
    return ExitCode.OK.number();
  }

  private String page(CommandLine all) {
    List<HelpPage> pages = HelpPage.all(all);
    String word = words.isEmpty() ? pages.getFirst().word() : String.join(" ", words);
    return pages.stream()
        .filter(page -> page.word().equals(word))
        .map(page -> page.markdown().get())
        .findFirst()
        .orElseThrow(() -> noPage(word, pages.stream().map(HelpPage::word).toList()));
  }

  private ParameterException noPage(String word, List<String> all) {
    String others = String.join(", ", all.subList(0, all.size() - 1));
    return new ParameterException(
        spec.commandLine(),
        "the reference has no page `"
            + Shown.of(word)
            + "`: it has "
            + others
            + " and "
            + all.getLast());
  }
}
