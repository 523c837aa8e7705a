package io.portreeve.gateway.cli;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.store.Pin;
import io.portreeve.gateway.store.PinName;
import io.portreeve.gateway.store.Pins;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "approve",
    description = {
      "Approve a waiting version of a definition: from now on it is the one that may be used.",
      "Where several versions wait, the one that was looked at has to be named."
    },
    footer = {
      "",
      "Examples:",
      "  portreeve pins approve files tool read_file",
      "  portreeve pins approve files tool read_file --version 3f2a91c04d7e",
      "  portreeve pins approve --server files --all"
    })
final class PinsApproveCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private ConfigurationOption configuration = new ConfigurationOption();
  @Mixin private PinChoice choice = new PinChoice();

  @Option(names = "--all", description = "Everything of which exactly one version waits.")
  private boolean all;

  @Option(
      names = "--server",
      paramLabel = "ID",
      description = "With --all: only what this server defines.")
  private Optional<String> server = Optional.empty();

  @Option(
      names = "--beside",
      description = {
        "What is approved stays so: for a server that shows different users",
        "different definitions."
      })
  private boolean beside;

  @Option(
      names = "--by",
      paramLabel = "NAME",
      description = "Who approves it (default: the user of this machine).")
  private Optional<String> by = Optional.empty();

  @Option(names = "--json", description = "Report as JSON, one version a line.")
  private boolean json;

  PinsApproveCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (all == choice.given()) {
      throw new CommandFailure(
          ExitCode.USAGE,
          all ? "--all names everything already" : "what to approve is not said",
          "give either SERVER KIND NAME or --all");
    }
    if (server.isPresent() && !all) {
      throw new CommandFailure(
          ExitCode.USAGE, "--server narrows --all", "give both, or SERVER KIND NAME");
    }
    Configuration right = configuration.load(terminal);
    server.ifPresent(id -> known(id, right));
    try (OpenStore open = OpenStore.existing(right, terminal)) {
      Pins pins = open.store().pins();
      return all ? approveAll(pins) : approve(pins, chosen(pins, right));
    }
  }

  private static void known(String id, Configuration right) {
    if (!right.servers().containsKey(id)) {
      throw PinChoice.noServer(id, right.servers().keySet());
    }
  }

  private Pin chosen(Pins pins, Configuration right) {
    return choice
        .waiting(pins, right.servers().keySet())
        .orElseThrow(() ->
            new CommandFailure(ExitCode.FINDING, choice.settled(), "see `portreeve pins list`"));
  }

  private int approveAll(Pins pins) {
    Map<PinName, List<Pin>> waiting = new LinkedHashMap<>();
    pins.waiting().stream()
        .filter(pin -> server.isEmpty() || server.get().equals(pin.name().server()))
        .forEach(pin -> waiting.merge(pin.name(), List.of(pin), PinsApproveCommand::joined));
    if (waiting.isEmpty()) {
      terminal.aside("portreeve: nothing waits for approval");
    }
    int worst = ExitCode.OK.number();
    for (List<Pin> versions : waiting.values()) {
      if (versions.size() == 1) {
        worst = Math.max(worst, approve(pins, versions.getFirst()));
      } else {
        say("several versions wait, none was approved", versions.getFirst());
        worst = ExitCode.FINDING.number();
      }
    }
    return worst;
  }

  private static List<Pin> joined(List<Pin> some, List<Pin> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }

  private int approve(Pins pins, Pin waiting) {
    Instant now = terminal.clock().instant();
    Optional<Pin> approved =
        beside
            ? pins.approveBeside(waiting.name(), waiting.digest(), approver(), now)
            : pins.approve(waiting.name(), waiting.digest(), approver(), now);
    if (approved.isEmpty()) {
      say("is gone, nothing was approved", waiting);
      return ExitCode.FINDING.number();
    }
    if (json) {
      terminal.line(PinReport.json(approved.get()));
    } else {
      terminal.line("approved  " + shown(approved.get()));
    }
    return ExitCode.OK.number();
  }

  private void say(String what, Pin pin) {
    terminal.aside("portreeve: " + what + ": " + shown(pin));
  }

  private static String shown(Pin pin) {
    PinName name = pin.name();
    return String.join(
        " ", name.server(), name.kind(), Shown.of(name.name()), PinReport.version(pin.digest()));
  }

  private String approver() {
    return by.or(terminal::user)
        .filter(name -> !name.isBlank())
        .orElseThrow(() ->
            new CommandFailure(
                ExitCode.USAGE, "this machine does not say who approves", "say it with --by NAME"));
  }
}
