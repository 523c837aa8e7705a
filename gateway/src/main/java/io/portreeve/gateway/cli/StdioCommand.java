package io.portreeve.gateway.cli;

import io.portreeve.gateway.Gateway;
import io.portreeve.gateway.StartFault;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.Overrides;
import io.portreeve.gateway.config.ServedEndpoint;
import io.portreeve.gateway.config.form.Change;
import io.portreeve.gateway.keys.SecretSource;
import io.portreeve.mcp.json.JsonObject;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "stdio",
    description = {
      "Run the gateway for the client that starts this process, over standard input and output.",
      "Put this command into the client's configuration, in place of the server's.",
      "Clients that run side by side need a data directory each: give each its own --data. Where"
          + " `authentication.stdio.only` is on, as in profiles of `wrap`, they share one.",
      "With --endpoint the client finds what that endpoint has, else every server."
    },
    footer = {"", "Example:", "  portreeve stdio -c /home/ann/desktop.yaml"})
final class StdioCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final OwnProcess ourselves;

  @Mixin private ConfigurationOption configuration = new ConfigurationOption();

  @Option(
      names = "--data",
      paramLabel = "DIRECTORY",
      description = "Keep pins and audit here, whatever the file says.")
  private Optional<Path> data = Optional.empty();

  @Mixin private EndpointOption endpoint = new EndpointOption();

  StdioCommand(Terminal terminal, OwnProcess ourselves) {
    this.terminal = terminal;
    this.ourselves = ourselves;
  }

  @Override
  public Integer call() throws InterruptedException {
    Overrides given =
        new Overrides(
            Optional.empty(), data.map(terminal::path).map(Path::toString), Optional.empty());
    Configuration right = configuration.load(terminal, configuration.reader(terminal, true, given));
    EventLog log = EventLog.of(terminal, right);
    right.insecure().forEach(change -> insecure(log, change));
    ServedEndpoint served = endpoint.orWhole(right);
    ourselves.confine(right);
    try {
      Gateway.serve(
          right, served, new SecretSource(terminal.environment()), terminal.in(), terminal.bytes());
    } catch (StartFault fault) {
      throw StartHint.failure(fault);
    }
    return ExitCode.OK.number();
  }

  private static void insecure(EventLog log, Change option) {
    log.warning(
        "configuration.insecure",
        "insecure  " + option.path() + "  " + option.what(),
        JsonObject.empty().with("key", option.path()).with("what", option.what()));
  }
}
