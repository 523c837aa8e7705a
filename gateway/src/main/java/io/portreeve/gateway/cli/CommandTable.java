package io.portreeve.gateway.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine;

/**
 * The commands by name, in the order of the help. Each is made only when it is needed: reading what
 * all of them declare takes a seventh of the time until a gateway answers.
 */
final class CommandTable {
  /** These speak of the others; the last has the JVM record them, too. */
  private static final Set<String> OF_ALL = Set.of("help", "completion", "exercise");

  private final Map<String, Supplier<Object>> commands = new LinkedHashMap<>();

  CommandTable(
      Terminal terminal, Endurance endurance, OwnProcess ourselves, Application application) {
    commands.put("run", () -> new RunCommand(terminal, endurance, ourselves));
    commands.put("stdio", () -> new StdioCommand(terminal, ourselves));
    commands.put("check", () -> new CheckCommand(terminal));
    commands.put("wrap", () -> new WrapCommand(terminal));
    commands.put("unwrap", () -> new UnwrapCommand(terminal));
    commands.put("scan", () -> new ScanCommand(terminal, endurance).commandLine());
    commands.put("doctor", () -> new DoctorCommand(terminal));
    commands.put("controls", () -> new ControlsCommand(terminal));
    commands.put("explain", () -> new ExplainCommand(terminal));
    commands.put("policy", () -> new PolicyCommand(terminal).commandLine());
    commands.put("keys", () -> new KeysCommand(terminal).commandLine());
    commands.put("approvals", () -> new ApprovalsCommand(terminal).commandLine());
    commands.put("pins", () -> new PinsCommand(terminal).commandLine());
    commands.put("memory", () -> new MemoryCommand(terminal).commandLine());
    commands.put("secrets", () -> new SecretsCommand(terminal).commandLine());
    commands.put("ca", () -> new CaCommand(terminal, endurance).commandLine());
    commands.put("logins", () -> new LoginsCommand(terminal).commandLine());
    commands.put("relations", () -> new RelationsCommand(terminal).commandLine());
    commands.put("store", () -> new StoreCommand(terminal).commandLine());
    commands.put("audit", () -> new AuditCommand(terminal, endurance).commandLine());
    commands.put("demo", () -> new DemoCommand(terminal, endurance));
    commands.put("chat", () -> new ChatCommand(terminal, ourselves, application));
    commands.put("lab", LabCommand::commandLine);
    commands.put("exercise", () -> new ExerciseCommand(terminal, application));
    commands.put("version", () -> new VersionCommand(terminal));
    commands.put("completion", () -> new CompletionCommand(terminal));
    commands.put("help", () -> new HelpCommand(terminal));
  }

  /**
   * Gives the parser the commands that these words can be about: the one that the first word names,
   * or all of them.
   */
  void addTo(CommandLine parser, String... words) {
    meant(words).forEach(name -> parser.addSubcommand(name, made(name)));
  }

  private List<String> meant(String... words) {
    return words.length > 0 && commands.containsKey(words[0]) && !OF_ALL.contains(words[0])
        ? List.of(words[0])
        : List.copyOf(commands.keySet());
  }

  private Object made(String name) {
    return Objects.requireNonNull(commands.get(name), name).get();
  }
}
