package io.portreeve.gateway.cli;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.Overrides;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "chat",
    description = {
      "Talk to a model that uses the configured servers, through every control.",
      "Without a configuration: the demo server, and the model that OPENAI_API_KEY,",
      "ANTHROPIC_API_KEY or OLLAMA_HOST stands for."
    },
    footer = {
      "",
      "Examples:",
      "  portreeve chat",
      "  portreeve chat -c chat.yaml --model gpt-5",
      "  portreeve chat --conversation holiday",
      "  portreeve chat -m 'How many notes are there?' --json"
    })
final class ChatCommand implements Callable<Integer> {
  private static final Pattern NAME =
      Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N} ._-]{0,63}");

  private final Terminal terminal;
  private final OwnProcess ourselves;
  private final Application application;

  @Mixin private ConfigurationOption configuration = new ConfigurationOption();

  @Option(
      names = "--data",
      paramLabel = "DIRECTORY",
      description = "Keep pins, audit and history here, whatever the file says.")
  private Optional<Path> data = Optional.empty();

  @Option(
      names = "--model",
      paramLabel = "NAME",
      description = "Ask this model of the provider, whatever the file says.")
  private Optional<String> model = Optional.empty();

  @Option(
      names = {"-m", "--message"},
      paramLabel = "TEXT",
      description = "Do this one thing and end: with 0 if the model finished it, else with 1.")
  private Optional<String> message = Optional.empty();

  @Option(
      names = "--conversation",
      paramLabel = "NAME",
      description = "Keep what is said, signed, under this name, or go on with what is kept there.")
  private Optional<String> conversation = Optional.empty();

  @Option(names = "--continue", description = "Go on with the last conversation that is kept.")
  private boolean continued;

  @Option(names = "--no-plan", description = "Do not plan, whatever the file says.")
  private boolean unplanned;

  @Option(names = "--json", description = "Say what happens as JSON, one event a line.")
  private boolean json;

  ChatCommand(Terminal terminal, OwnProcess ourselves, Application application) {
    this.terminal = terminal;
    this.ourselves = ourselves;
    this.application = application;
  }

  @Override
  public Integer call() throws InterruptedException {
    Dialogue dialogue = dialogue();
    if (configuration.given(terminal)) {
      Overrides given =
          new Overrides(
              Optional.empty(), data.map(terminal::path).map(Path::toString), Optional.empty());
      return run(
          configuration.load(terminal, configuration.reader(terminal, true, given)),
          false,
          dialogue);
    }
    try (DemoListener demo = DemoListener.start(0)) {
      Path kept = terminal.path(data.orElse(Quickstart.DATA));
      return run(
          Quickstart.ofDemo(kept, demo.url()).read(terminal, Overrides.NONE), true, dialogue);
    }
  }

  private Dialogue dialogue() {
    if (conversation.isPresent() && continued) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "`--continue` and `--conversation` name two conversations",
          "keep one of them");
    }
    if (conversation.filter(name -> !NAME.matcher(name).matches()).isPresent()) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "a conversation cannot be called `" + Shown.of(conversation.get()) + "`",
          "name it with up to 64 letters, digits, blanks, `.`, `_` and `-`, a letter or digit first");
    }
    return continued
        ? new Dialogue.Latest()
        : conversation.<Dialogue>map(Dialogue.Named::new).orElseGet(Dialogue.Passing::new);
  }

  private int run(Configuration right, boolean demonstration, Dialogue dialogue)
      throws InterruptedException {
    right
        .insecure()
        .forEach(
            change -> terminal.err().println("insecure  " + change.path() + "  " + change.what()));
    terminal.err().flush();
    ourselves.confine(right);
    Occasion occasion =
        new Occasion(terminal, right, demonstration, message, model, !unplanned, dialogue, json);
    return application.run(occasion).number();
  }
}
