package io.portreeve.gateway.cli;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.ServedEndpoint;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which endpoint is meant, where the configuration has several. */
final class EndpointOption {
  @Option(
      names = "--endpoint",
      paramLabel = "NAME",
      description = "The endpoint that is meant, where the configuration names several.")
  private Optional<String> name = Optional.empty();

  ServedEndpoint of(Configuration configuration) {
    List<ServedEndpoint> served = configuration.served();
    if (name.isEmpty() && served.size() == 1) {
      return served.getFirst();
    }
    return served.stream()
        .filter(one -> name.filter(one.id().value()::equals).isPresent())
        .findFirst()
        .orElseThrow(() -> unknown(configuration));
  }

  /** Likewise; without the option, the whole of the configuration. */
  ServedEndpoint orWhole(Configuration configuration) {
    return name.isPresent() ? of(configuration) : ServedEndpoint.whole(configuration);
  }

  private CommandFailure unknown(Configuration configuration) {
    String known = String.join(", ", configuration.endpoints().keySet());
    return new CommandFailure(
        ExitCode.USAGE,
        name.map(it -> "--endpoint " + it + " is not in the configuration")
            .orElse("which endpoint is meant is not said"),
        known.isEmpty() ? "leave it out: there is only one" : "known are " + known);
  }
}
