package io.portreeve.gateway.cli;

import io.portreeve.gateway.Gateway;
import io.portreeve.gateway.StartFault;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.ConfigurationFile;
import io.portreeve.gateway.config.Overrides;
import io.portreeve.gateway.keys.SecretSource;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
  private final Terminal terminal;
  private final Endurance endurance;

  @Mixin private ConfigurationOption configuration = new ConfigurationOption();

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
    if (configuration.given(terminal)) {
      configured();
    } else if (upstream.isPresent()) {
      run(Quickstart.of(upstream.get()));
    } else {
      demo();
    }
    return ExitCode.OK.number();
  }

  private void demo() throws InterruptedException {
    try (DemoListener demo = DemoListener.start(0)) {
      run(Quickstart.ofDemo(demo.url()));
    }
  }

  private void configured() throws InterruptedException {
    ConfigurationFile reader = configuration.reader(terminal, true, overrides());
    Path path = configuration.path(terminal);
    ConfigurationFile.Outcome.Loaded loaded = configuration.loaded(terminal, reader.read(path));
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

  private void run(String quickstart) throws InterruptedException {
    Overrides given = new Overrides(listen, absolute(data), Optional.empty());
    Configuration right = Quickstart.read(terminal, quickstart, given);
    try (Gateway gateway = start(right)) {
      String key = Quickstart.key(gateway, right.data());
      announce(new Welcome(right, gateway.address(), Optional.of(key)));
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

  private Gateway start(Configuration right) {
    try {
      return Gateway.start(right, new SecretSource(terminal.environment()));
    } catch (StartFault fault) {
      throw new CommandFailure(
          ExitCode.UNAVAILABLE,
          "cannot start at " + right.listen() + ": " + Failures.oneLine(fault),
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
