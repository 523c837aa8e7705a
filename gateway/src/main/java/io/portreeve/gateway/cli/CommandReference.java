package io.portreeve.gateway.cli;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** The help of every command on one page of Markdown. */
final class CommandReference {
  private static final String HEAD =
      """
      # Commands

      What `portreeve help COMMAND` prints of each. In a clone it is `./portreeve`. Printed by `portreeve help --reference`.
      """;

  private final CommandLine all;

  /** That of everything that this parser knows. */
  CommandReference(CommandLine all) {
    this.all = all;
  }

  String markdown() {
    StringBuilder page = new StringBuilder(HEAD).append(section(all));
    for (CommandLine command : below(all)) {
      page.append(section(command));
    }
    return page.toString();
  }

  private static List<CommandLine> below(CommandLine command) {
    List<CommandLine> found = new ArrayList<>();
    for (CommandLine one : command.getSubcommands().values()) {
      if (!one.getCommandSpec().usageMessage().hidden()) {
        found.add(one);
        found.addAll(below(one));
      }
    }
    return found;
  }

  private static String section(CommandLine command) {
    String usage =
        command.getUsageMessage(Ansi.OFF).lines().map(String::stripTrailing).collect(joining("\n"));
    return "\n## `%s`\n\n```text\n%s\n```\n"
        .formatted(asTyped(command.getCommandSpec().qualifiedName()), asTyped(usage).strip());
  }

  /** However this process was called: the page is the same everywhere. */
  private static String asTyped(String text) {
    return text.replace("./portreeve", "portreeve");
  }
}
