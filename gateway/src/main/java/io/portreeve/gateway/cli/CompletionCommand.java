package io.portreeve.gateway.cli;

import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "completion",
    description = "Print a script that completes commands and options in bash, zsh or fish.",
    footer = {
      "",
      "Examples, for this shell:",
      "  source <(portreeve completion)                  in bash",
      "  source <(portreeve completion --shell zsh)      in zsh, after compinit",
      "  portreeve completion --shell fish | source      in fish",
      "",
      "For each that is opened from now on:",
      "  bash  portreeve completion \\",
      "          > ~/.local/share/bash-completion/completions/portreeve",
      "  zsh   add the line of the example to ~/.zshrc",
      "  fish  portreeve completion --shell fish \\",
      "          > ~/.config/fish/completions/portreeve.fish"
    })
final class CompletionCommand implements Callable<Integer> {
  private final Terminal terminal;

  /** Who reads the script. */
  enum Shell {
    BASH,
    ZSH,
    FISH;

    /** As everybody writes it, and as it is completed and told of. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Option(
      names = "--shell",
      paramLabel = "SHELL",
      description = "bash, zsh or fish (default: bash).")
  private Shell shell = Shell.BASH;

  @Spec private CommandSpec spec = CommandSpec.create();

  CompletionCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    terminal
        .out()
        .print(
            switch (shell) {
              case BASH -> AutoComplete.bash("portreeve", spec.root().commandLine());
              case ZSH -> ZshCompletion.of(spec.root().commandLine());
              case FISH -> FishCompletion.of(spec.root().commandLine());
            });
    return ExitCode.OK.number();
  }
}
