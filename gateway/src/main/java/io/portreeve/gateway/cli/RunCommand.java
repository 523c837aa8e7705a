package io.portreeve.gateway.cli;

import io.portreeve.gateway.Gateway;
import io.portreeve.gateway.StartFault;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.ConfigurationFile;
import io.portreeve.gateway.config.ConfigurationReload;
import io.portreeve.gateway.config.Listen;
import io.portreeve.gateway.config.Overrides;
import io.portreeve.gateway.config.form.Place;
import io.portreeve.gateway.keys.SecretSource;
import io.portreeve.gateway.recurring.Recurring;
import io.portreeve.mcp.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
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
  private final OwnProcess ourselves;

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

  @Option(
      names = "--show",
      description = "Show a line for each refusal; the quickstart does so anyhow.")
  private boolean show;

  @Option(names = "--json", description = "Say as one line of JSON what was started.")
  private boolean json;

  RunCommand(Terminal terminal, Endurance endurance, OwnProcess ourselves) {
    this.terminal = terminal;
    this.endurance = endurance;
    this.ourselves = ourselves;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (configuration.given(terminal)) {
      configured();
    } else if (upstream.isPresent()) {
      run(Quickstart.of(quickstartData(), upstream.get()));
    } else {
      demo();
    }
    return ExitCode.OK.number();
  }

  private void demo() throws InterruptedException {
    try (DemoListener demo = DemoListener.start(0)) {
      run(Quickstart.ofDemo(quickstartData(), demo.url()));
    }
  }

  private Path quickstartData() {
    return terminal.path(data.orElse(Quickstart.DATA));
  }

  private void configured() throws InterruptedException {
    if (upstream.isPresent() && configuration.isFound(terminal)) {
      terminal.aside(
          ("portreeve: there is a %s here, and it counts, with its rules and keys: --upstream only"
                  + " stands for the address of its one server; to try a server without it, run"
                  + " in another directory")
              .formatted(configuration.file(terminal)));
    }
    Overrides given = new Overrides(listen, absolute(data), upstream);
    ConfigurationFile reader = configuration.reader(terminal, true, given);
    Path path = configuration.path(terminal);
    ConfigurationFile.Outcome.Loaded loaded =
        configuration.loaded(terminal, OptionProblem.named(reader.read(path), upstream));
    refuseIfForStdioAlone(loaded.configuration());
    // Before the start, which takes a while: what is written meanwhile is a change, too.
    ConfigurationReload reload = new ConfigurationReload(path, reader, loaded);
    try (Gateway gateway =
            start(loaded.configuration(), listening(loaded), key -> place(loaded, key));
        Recurring loop = ReloadLoop.start(log(loaded.configuration()), gateway, reload)) {
      announce(
          terminal,
          new Welcome(
              loaded.configuration(), gateway.address(), Optional.empty(), facts(gateway, loaded)));
      gateway.look();
      lasting(both(loop, gateway, loaded.configuration()), loaded.configuration(), show);
    }
  }

  private List<List<String>> facts(Gateway gateway, ConfigurationFile.Outcome.Loaded loaded) {
    List<List<String>> facts =
        new ArrayList<>(
            StartFacts.configured(loaded.configuration(), gateway.operations(), liveKeys(gateway)));
    if (data.isPresent()) {
      facts.add(
          1, // below what it speaks of
          List.of(
              "",
              "by --data, in this run alone: other commands look where `data` in %s says"
                  .formatted(configuration.file(terminal))));
    }
    if (!gateway.reachesSharedState()) {
      facts.add(StartFacts.withoutSharedState(place(loaded, "state.redis")));
    }
    return List.copyOf(facts);
  }

  /** It would listen, and let nobody in. */
  private static void refuseIfForStdioAlone(Configuration right) {
    if (right.authentication().stdio().only()) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "`authentication.stdio.only` lets in nobody but the client that starts `portreeve stdio`,"
              + " and `run` is for those who come over HTTP",
          "have the client start `portreeve stdio -c FILE`, or take `only` away and say who else"
              + " may come");
    }
  }

  private long liveKeys(Gateway gateway) {
    Instant now = terminal.clock().instant();
    return gateway.keys().list().stream().filter(key -> key.isLiveAt(now)).count();
  }

  private Endurance.Running both(Recurring loop, Gateway gateway, Configuration right) {
    return () -> {
      loop.close();
      stop(gateway, right);
    };
  }

  private void lasting(Endurance.Running running, Configuration right, boolean shown)
      throws InterruptedException {
    if (!shown) {
      endurance.last(running);
      return;
    }
    try (TailLoop _ = refusals(right)) {
      endurance.last(running);
    } catch (IOException unreadable) {
      throw JournalOption.unreadable(unreadable);
    }
  }

  private TailLoop refusals(Configuration right) throws IOException {
    return JsonLines.isWanted(right)
        ? RefusalLines.start(right.data(), log(right), RefusalLines::showJson)
        : RefusalLines.start(right.data(), log(right), RefusalLines::show);
  }

  private EventLog log(Configuration right) {
    return EventLog.of(terminal, right);
  }

  private void stop(Gateway gateway, Configuration right) {
    EventLog log = log(right);
    int open = gateway.underWay();
    if (open > 0) {
      log.info(
          "gateway.stopping",
          "stopping; %d open request%s may take up to %d s (Ctrl-C again: at once)"
              .formatted(open, open == 1 ? "" : "s", right.http().drain().toSeconds()),
          JsonObject.empty().with("open-requests", open));
    }
    gateway.close();
    log.info("gateway.stopped", "stopped", JsonObject.empty());
  }

  private void run(Quickstart quickstart) throws InterruptedException {
    Overrides given = new Overrides(listen, Optional.empty(), Optional.empty());
    Configuration right = quickstart.read(terminal, given);
    Listening listening =
        listen.isPresent()
            ? Listening.byOption(right.listen())
            : Listening.byDefault(right.listen());
    try (Gateway gateway = start(right, listening, _ -> "")) {
      String key = Quickstart.key(gateway, right.data());
      quickstart.keep(gateway.address());
      Terminal told = aboutItsData();
      announce(
          told,
          new Welcome(right, gateway.address(), Optional.of(key), StartFacts.of(quickstart, told)));
      gateway.look();
      lasting(() -> stop(gateway, right), right, !json || show);
    }
  }

  private void announce(Terminal told, Welcome welcome) {
    endurance.hear(); // who reads how to stop it may do so at once
    if (json) {
      told.line(welcome.json());
    } else {
      welcome.print(told);
    }
    told.out().flush();
  }

  /** Commands that know nothing of {@code --data} find all of it by the file that is kept there. */
  private Terminal aboutItsData() {
    Path kept = quickstartData().resolve(Quickstart.KEPT.getFileName());
    return data.isEmpty()
        ? terminal
        : terminal.typing(terminal.commands().about(terminal.shown(kept)));
  }

  private String place(ConfigurationFile.Outcome.Loaded loaded, String key) {
    if (isGiven(key)) {
      return "";
    }
    Place place = loaded.sources().place(key);
    return "%s:%d:%d: ".formatted(configuration.file(terminal), place.line(), place.column());
  }

  /** Whether the command line says it, so that what the file says does not count. */
  private boolean isGiven(String key) {
    return switch (key) {
      case "data" -> data.isPresent();
      case "listen" -> listen.isPresent();
      default -> false;
    };
  }

  private Listening listening(ConfigurationFile.Outcome.Loaded loaded) {
    Listen address = loaded.configuration().listen();
    if (listen.isPresent()) {
      return Listening.byOption(address);
    }
    boolean said = !loaded.sources().place("listen").equals(Place.OUTSIDE);
    String file = configuration.file(terminal).toString();
    return Listening.byFile(
        address, file, said ? Optional.of(place(loaded, "listen") + "listen") : Optional.empty());
  }

  private Gateway start(Configuration right, Listening listening, UnaryOperator<String> places) {
    ourselves.confine(right);
    try {
      return Gateway.start(right, new SecretSource(terminal.environment()));
    } catch (StartFault fault) {
      throw StartHint.failure(listening, fault, places);
    }
  }

  private Optional<String> absolute(Optional<Path> path) {
    return path.map(terminal::path).map(Path::toString);
  }
}
