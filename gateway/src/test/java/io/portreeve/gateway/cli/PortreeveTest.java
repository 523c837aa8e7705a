package io.portreeve.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class PortreeveTest {
  @TempDir private Path directory = Path.of("");

  static Stream<CommandLine> commands() {
    return all(parserOf());
  }

  /** As they are called in a clone, which takes the most room. */
  static Stream<CommandLine> commandsOfAClone() {
    return all(parserOf("./portreeve", List.of()));
  }

  private static CommandLine parserOf(String... words) {
    return parserOf("portreeve", List.of(words));
  }

  private static CommandLine parserOf(String called, List<String> words) {
    var nowhere = new PrintWriter(new StringWriter());
    var terminal =
        new Terminal(
            InputStream.nullInputStream(),
            OutputStream.nullOutputStream(),
            nowhere,
            nowhere,
            Path.of(""),
            _ -> Optional.empty(),
            Optional.empty(),
            () -> Ran.NOW,
            new Typed(called, Optional.empty()),
            Integer.MAX_VALUE,
            false);
    return Portreeve.commandLine(
        terminal, _ -> {}, _ -> {}, Application.elsewhere(), words.toArray(String[]::new));
  }

  private static Stream<CommandLine> all(CommandLine command) {
    return Stream.concat(
        Stream.of(command), command.getSubcommands().values().stream().flatMap(PortreeveTest::all));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommand_explainsItself_andTheWholeItsExitCodes(CommandLine command) {
    boolean whole = command.getParent() == null;

    assertThat(command.getCommandSpec().usageMessage().description()).isNotEmpty();
    assertThat(
            command
                .getUsageMessage()
                .contains("  2   the command line or the configuration is wrong"))
        .isEqualTo(whole);
    assertThat(command.getCommandSpec().findOption("--help")).isNotNull();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandThatDoesSomething_hasAnExample(CommandLine command) {
    boolean group = !command.getSubcommands().isEmpty() || command.getCommandName().equals("help");

    assertThat(group || command.getUsageMessage().contains("Example")).isTrue();
  }

  @ParameterizedTest
  @MethodSource("commandsOfAClone")
  void everyHelp_fitsAScreenOf80_andBreaksNoExample(CommandLine command) {
    String help = command.getUsageMessage();

    assertThat(help.lines()).allMatch(line -> line.length() <= 80);
    assertThat(command.getCommandSpec().usageMessage().footer())
        .filteredOn(line -> line.startsWith("  "))
        .allSatisfy(example -> assertThat(help.lines()).contains(example.replace("\\\\", "\\")));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommand_isCalledAsItCallsItself(CommandLine command) {
    Object declared = command.getCommandSpec().userObject();

    assertThat(command.getCommandName())
        .isEqualTo(declared.getClass().getAnnotation(CommandLine.Command.class).name());
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommand_isAWholeSentenceInTheListOfItsGroup(CommandLine command) {
    assertThat(command.getCommandSpec().usageMessage().description()[0]).endsWith(".");
  }

  @Test
  void aCommandThatIsNamed_isMadeWithoutTheOthers_andHelpKnowsAll() {
    assertThat(parserOf("keys", "list").getSubcommands()).containsOnlyKeys("keys");
    assertThat(parserOf("help", "keys").getSubcommands().keySet())
        .isEqualTo(parserOf().getSubcommands().keySet())
        .contains("run", "keys", "help");
  }

  @Test
  void noCommand_showsHelpAndIsMisuse() {
    Ran ran = Ran.in(directory);

    assertThat(ran.code()).isEqualTo(ExitCode.USAGE.number());
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).startsWith("Usage: portreeve");
  }

  @Test
  void help_isNoFailure_andGoesToStandardOutput() {
    Ran ran = Ran.in(directory, "check", "--help");

    assertThat(ran.code()).isEqualTo(ExitCode.OK.number());
    assertThat(ran.out()).startsWith("Usage: portreeve check").contains("Examples:");
    assertThat(ran.err()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          chekc              | there is no command `chekc` here; did you mean `check`?
          nosuch             | there is no command `nosuch` here; see `portreeve --help`
          chekc --help       | there is no command `chekc` here; did you mean `check`?
          keys foo --help    | there is no command `foo` here; see `portreeve keys --help`
          approvals -c a     | there is no option `-c` here; write it after a command, as in `portreeve approvals list -c a`
          keys --json        | there is no option `--json` here; write it after a command, as in `portreeve keys list --json`
          scan --fail-on bad | `--fail-on` does not take `bad`: it takes one of low, medium, high, critical; see `portreeve scan --help`
          foo                | there is no command `foo` here; see `portreeve --help`
          check --jsno       | there is no option `--jsno` here; did you mean `--json`?
          check it           | there is no word `it` here; see `portreeve check --help`
          help foo           | there is no command `foo` here; see `portreeve --help`
          help keys foo      | there is no command `foo` here; see `portreeve keys --help`
          demo --port 99999  | --port is no port; choose one up to 65535, or 0 for any that is free
          keys               | a command is missing after `keys`; see `portreeve keys --help`
          policy             | a command is missing after `policy`; see `portreeve policy --help`
          policy tset        | there is no command `tset` here; did you mean `test`?
          explain            | `MESSAGE` is missing; see `portreeve explain --help`
          keys create        | `--principal` is missing, or its NAME is; see `portreeve keys create --help`
          keys create ann    | `--principal` is missing, or its NAME is; did you mean `--principal ann`?
          check -c           | `--config` is missing, or its FILE is; see `portreeve check --help`
          check -c a -c b    | `--config` was given more than once; keep one
          demo --port x      | `--port` does not take `x`: it takes a number; see `portreeve demo --help`
          keys create --principal a --label x | `--label` does not take `x`: it takes such as NAME=TEXT; see `portreeve keys create --help`
          """)
  void misuse_isOneLine_andEndsWithTwo(String line, String said) {
    Ran ran = Ran.in(directory, line.split(" "));

    assertThat(ran.errLines()).containsExactly("portreeve: " + said);
    assertThat(ran.code()).isEqualTo(ExitCode.USAGE.number());
    assertThat(ran.out()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "check",
        "stdio",
        "keys list",
        "keys create --principal ann",
        "pins list",
        "audit show",
        "policy test table.yaml"
      })
  void commandThatNeedsAConfiguration_saysThatThereIsNone(String line) {
    Ran ran = Ran.in(directory, line.split(" "));

    assertThat(ran.errLines())
        .containsExactly(
            "portreeve: no configuration: no -c FILE was given, and there is no portreeve.yaml"
                + " here; name one, or begin with `portreeve run`");
    assertThat(ran.code()).isEqualTo(ExitCode.USAGE.number());
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void help_followsTheWordsToACommandOfAGroup() {
    Ran ran = Ran.in(directory, "help", "keys", "create");

    assertThat(ran.code()).isEqualTo(ExitCode.OK.number());
    assertThat(ran.out()).startsWith("Usage: portreeve keys create");
  }

  @Test
  void exitCodes_areTheDocumentedNumbers() {
    assertThat(ExitCode.values()).extracting(ExitCode::number).containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void version_isReportedAsTextAndAsJson() {
    assertThat(Ran.in(directory, "version").out()).matches("portreeve \\S+ \\(Java 2[5-9].*\\)\\R");
    assertThat(Ran.in(directory, "--version").out()).isEqualTo(Ran.in(directory, "version").out());
    assertThat(Ran.in(directory, "-V").code()).isEqualTo(ExitCode.OK.number());
    assertThat(Ran.in(directory, "version", "--json").out())
        .matches("\\{\"version\":\"\\S+\",\"java\":\"2[5-9].*\"}\\R");
  }

  @Test
  void completion_knowsEveryCommand() {
    assertThat(Ran.in(directory, "completion").out())
        .contains("complete", "check", "keys", "create", "revoke", "version")
        .contains(
            "controls", "explain", "--answers", "policy", "lab", "--threat", "false-positives");
  }

  @Test
  void completion_knowsTheWordsThatOptionsTake() {
    assertThat(Ran.in(directory, "completion").out())
        .contains("\"low\" \"medium\" \"high\" \"critical\"")
        .contains("\"forward\" \"refuse\" \"needs-approval\"", "\"policy-denied\"");
  }

  @Test
  void completion_forFish_knowsCommands_options_andTheWordsThatTheyTake() {
    assertThat(Ran.in(directory, "completion", "--shell", "fish").out())
        .contains(
            "complete -c portreeve -f -n '__portreeve_next' -a check -d 'Check a configuration")
        .contains("-n '__portreeve_next keys' -a revoke -d ")
        .contains("complete -c portreeve -n '__portreeve_at check' -l connect -d 'Try the stores")
        .contains("-n '__portreeve_at audit export' -l format -r -f -a 'jsonl ocsf' ")
        .doesNotContain("complete -F", "-a exercise");
  }

  @Test
  void completion_ofHelp_offersEveryCommandThatHelpLists() {
    Set<String> listed =
        parserOf().getSubcommands().values().stream()
            .filter(command -> !command.getCommandSpec().usageMessage().hidden())
            .map(CommandLine::getCommandName)
            .collect(Collectors.toSet());

    assertThat(new HelpCommand.Names()).containsExactlyInAnyOrderElementsOf(listed);
  }

  @Test
  void help_saysHowAnInterruptEndsACommand() {
    assertThat(Ran.in(directory, "--help").out()).contains("130   cut off by Ctrl-C");
  }

  @Test
  void lab_isInTheHelp_andSendsToTheLauncher() {
    assertThat(Ran.in(directory, "--help").out()).contains("  lab ");

    Ran ran = Ran.in(directory, "lab", "--threat", "3", "--json");

    assertThat(ran.errLines())
        .containsExactly(
            "portreeve: the lab is another program; start it with the launcher: `./portreeve lab"
                + " --threat 3 --json`");
    assertThat(ran.code()).isEqualTo(ExitCode.UNAVAILABLE.number());
  }
}
