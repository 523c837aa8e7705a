package io.portreeve.gateway.cli;

import io.portreeve.gateway.Gateway;
import io.portreeve.gateway.StartFault;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.ConfigurationFile;
import io.portreeve.gateway.config.Overrides;
import io.portreeve.gateway.keys.SecretSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "run",
    description = {
      "Run the gateway over HTTP until it is asked to stop.",
      "Without a configuration: a safe quickstart in front of a bundled demo server."
    },
    footer = {
      "",
      "Examples:",
      "  portreeve run",
      "  portreeve run --upstream http://127.0.0.1:3000/mcp",
      "  portreeve run -c team.yaml --listen 127.0.0.1:9000"
    })
final class RunCommand implements Callable<Integer> {
  private static final Path USUAL = Path.of("portreeve.yaml");

  private final Terminal terminal;
  private final Endurance endurance;

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "The configuration; without it, portreeve.yaml if there is one.")
  private Optional<Path> file = Optional.empty();

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      description = "Listen here, whatever the file says.")
  private Optional<String> listen = Optional.empty();

  @Option(
      names = "--data",
      paramLabel = "DIRECTORY",
      description = "Keep keys, pins and audit here, whatever the file says.")
  private Optional<Path> data = Optional.empty();

  @Option(
      names = "--upstream",
      paramLabel = "URL",
      description = "The address of the only server, whatever the file says.")
  private Optional<String> upstream = Optional.empty();

  @Option(names = "--json", description = "Say as one line of JSON what was started.")
  private boolean json;

  RunCommand(Terminal terminal, Endurance endurance) {
    this.terminal = terminal;
    this.endurance = endurance;
  }

  @Override
  public Integer call() throws InterruptedException {
    Optional<Path> named = file.or(() -> Optional.of(USUAL).filter(this::exists));
    if (named.isPresent()) {
      configured(new ConfigurationOption(named.get()));
    } else if (upstream.isPresent()) {
      run(quickstart(Quickstart.of(upstream.get())));
    } else {
      demo();
    }
    return ExitCode.OK.number();
  }

  private boolean exists(Path path) {
    return Files.exists(terminal.path(path));
  }

  private void demo() throws InterruptedException {
    try (DemoListener demo = DemoListener.start(0)) {
      run(quickstart(Quickstart.ofDemo(demo.url())));
    }
  }

  private void configured(ConfigurationOption option) throws InterruptedException {
    ConfigurationFile reader = option.reader(terminal, true, overrides());
    Path path = option.path(terminal);
    ConfigurationFile.Outcome.Loaded loaded = option.loaded(terminal, reader.read(path));
    try (Gateway gateway = start(loaded.configuration());
        ReloadLoop loop = ReloadLoop.start(terminal, gateway, path, reader, loaded)) {
      announce(new Welcome(loaded.configuration(), gateway.address(), Optional.empty()));
      endurance.last(both(loop, gateway));
    }
  }

  private static Endurance.Running both(ReloadLoop loop, Gateway gateway) {
    return () -> {
      loop.close();
      gateway.close();
    };
  }

  private Configuration quickstart(String text) {
    Overrides given = new Overrides(listen, absolute(data), Optional.empty());
    Path nowhere = terminal.path(Path.of("quickstart"));
    ConfigurationFile reader = ConfigurationOption.reader(terminal, nowhere, true, given);
    return new ConfigurationOption(Path.of("quickstart"))
        .loaded(terminal, reader.parse(text))
        .configuration();
  }

  private void run(Configuration configuration) throws InterruptedException {
    try (Gateway gateway = start(configuration)) {
      String key = Quickstart.key(gateway, configuration.data());
      announce(new Welcome(configuration, gateway.address(), Optional.of(key)));
      endurance.last(gateway::close);
    }
  }

  private void announce(Welcome welcome) {
    if (json) {
      terminal.line(welcome.json());
    } else {
      welcome.print(terminal);
    }
    terminal.out().flush();
  }

  private Gateway start(Configuration configuration) {
    try {
      return Gateway.start(configuration, new SecretSource(terminal.environment()));
    } catch (StartFault fault) {
      throw new CommandFailure(
          ExitCode.UNAVAILABLE,
          "cannot start at " + configuration.listen() + ": " + Failures.oneLine(fault),
          "see `portreeve run --help`, as for --listen and --data");
    }
  }

  private Overrides overrides() {
    return new Overrides(listen, absolute(data), upstream);
  }

  private Optional<String> absolute(Optional<Path> path) {
    return path.map(terminal::path).map(Path::toString);
  }
}
