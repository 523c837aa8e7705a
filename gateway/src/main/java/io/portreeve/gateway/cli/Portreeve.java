package io.portreeve.gateway.cli;

import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The command {@code portreeve}: finds the command that is meant, runs it, and says how it ended.
 */
@Command(
    name = "portreeve",
    description = "A security gateway for the Model Context Protocol.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {"", "Start with: portreeve run", "Help on one command: portreeve help COMMAND"})
public final class Portreeve implements Callable<Integer> {
  private static final int HELP_WIDTH = 80;

  @Spec private CommandSpec spec = CommandSpec.create();

  private final Terminal terminal;

  @Option(
      names = {"-V", "--version"},
      description = "Show which Portreeve this is.")
  private boolean version;

  private Portreeve(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    main(Application.elsewhere(), args);
  }

  /** The same, where there is an AI application. */
  public static void main(Application application, String... args) {
    // Libraries log through a facade that would otherwise announce that nobody listens.
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    Terminal terminal = Terminal.ofProcess();
    LogLines.to(terminal.typing(terminal.commands().with(args)));
    OwnProcess ourselves = OwnProcess.ofProcess(terminal);
    System.exit(run(terminal, Endurance.ofProcess(), ourselves, application, args));
  }

  /** Runs one command in the given world, in which there is no AI application. */
  static int run(Terminal terminal, Endurance endurance, OwnProcess ourselves, String... args) {
    return run(terminal, endurance, ourselves, Application.elsewhere(), args);
  }

  /** Runs one command in the given world. */
  static int run(
      Terminal terminal,
      Endurance endurance,
      OwnProcess ourselves,
      Application application,
      String... args) {
    Terminal here = terminal.typing(terminal.commands().with(args));
    int code = commandLine(here, endurance, ourselves, application, args).execute(args);
    terminal.out().flush();
    terminal.err().flush();
    return code;
  }

  /** What parses these words; knows all commands when there are none. */
  static CommandLine commandLine(
      Terminal terminal,
      Endurance endurance,
      OwnProcess ourselves,
      Application application,
      String... words) {
    CommandLine all = new CommandLine(new Portreeve(terminal));
    new CommandTable(terminal, endurance, ourselves, application).addTo(all, words);
    configure(all, terminal);
    return all;
  }

  private static void configure(CommandLine all, Terminal terminal) {
    all.setOut(terminal.out());
    all.setErr(terminal.err());
    all.setColorScheme(
        CommandLine.Help.defaultColorScheme(
            terminal.colored() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
    // A message may be given as @FILE, which is ours to read.
    all.setExpandAtFiles(false);
    all.setCaseInsensitiveEnumValuesAllowed(true);
    all.setUsageHelpAutoWidth(false);
    all.setUsageHelpWidth(HELP_WIDTH);
    all.setExecutionStrategy(Portreeve::understood);
    all.setParameterExceptionHandler((wrong, _) -> Misuse.report(terminal, wrong));
    all.setExecutionExceptionHandler((fault, _, _) -> Failures.report(terminal, fault));
    all.setCommandName(terminal.commands().command());
    document(all, terminal);
  }

  /** Asked for help, the parser lets pass what it does not know: {@code portreeve chekc --help}. */
  private static int understood(CommandLine.ParseResult words) {
    CommandLine.ParseResult last = words;
    while (last.hasSubcommand()) {
      last = last.subcommand();
    }
    if (!last.unmatched().isEmpty()) {
      throw new CommandLine.UnmatchedArgumentException(
          last.commandSpec().commandLine(), last.unmatched());
    }
    return new CommandLine.RunLast().execute(words);
  }

  private static void document(CommandLine command, Terminal terminal) {
    CommandSpec spec = command.getCommandSpec();
    spec.mixinStandardHelpOptions(false);
    if (spec.findOption("--help") == null) {
      spec.addOption(
          CommandLine.Model.OptionSpec.builder("-h", "--help")
              .usageHelp(true)
              .description("Show this help.")
              .build());
    }
    spec.usageMessage().description(paragraphs(spec.usageMessage().description()));
    String[] footer = spec.usageMessage().footer();
    spec.usageMessage()
        .footer(Stream.of(footer).map(terminal.commands()::example).toArray(String[]::new));
    if (spec.parent() == null) {
      spec.usageMessage().exitCodeListHeading("%nExit codes:%n").exitCodeList(ExitCode.meanings());
    }
    spec.exitCodeOnInvalidInput(ExitCode.USAGE.number());
    command.getSubcommands().values().stream().distinct().forEach(one -> document(one, terminal));
  }

  /** What goes on in the next line of the source goes on in the same of the help. */
  private static String[] paragraphs(String... lines) {
    return String.join("\n", lines).replaceAll("(?<![.:])\n", " ").split("\n", -1);
  }

  /** Without a command there is only help. */
  @Override
  public Integer call() {
    if (version) {
      return new VersionCommand(terminal).call();
    }
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.USAGE.number();
  }
}
