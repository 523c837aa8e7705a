package io.portreeve.gateway.cli;

import io.portreeve.gateway.store.Pin;
import io.portreeve.gateway.store.PinName;
import io.portreeve.gateway.store.PinState;
import io.portreeve.gateway.store.Pins;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The words that name one definition, and one version of it. */
final class PinChoice {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "SERVER",
      description = "The id of the server.")
  private Optional<String> server = Optional.empty();

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "KIND",
      description = "tool, prompt, resource, resource-template or instructions.")
  private Optional<String> kind = Optional.empty();

  @Parameters(
      index = "2",
      arity = "0..1",
      paramLabel = "NAME",
      description = "The server's own name for it.")
  private Optional<String> name = Optional.empty();

  @Option(
      names = "--version",
      paramLabel = "DIGEST",
      description = "The version, as `pins list` shows it: needed where several wait.")
  private Optional<String> version = Optional.empty();

  boolean given() {
    return server.isPresent();
  }

  /** The one version that waits, or that was asked for; anything else ends the command. */
  Pin waiting(Pins pins) {
    List<Pin> fit =
        pins.versions(name()).stream()
            .filter(pin -> version.isPresent() ? named(pin) : undecided(pin))
            .toList();
    if (fit.isEmpty()) {
      throw new CommandFailure(
          ExitCode.FINDING, absent(pins.versions(name())), "see `portreeve pins list`");
    }
    if (fit.size() > 1) {
      throw new CommandFailure(
          ExitCode.FINDING,
          "several versions wait for approval",
          "look at each with `pins diff`, and name one with --version");
    }
    return fit.getFirst();
  }

  /** Why nothing fits: a name that was never seen, or one whose versions are decided. */
  private String absent(List<Pin> versions) {
    PinName name = name();
    String shown = Shown.of(String.join(" ", name.server(), name.kind(), name.name()).strip());
    if (versions.isEmpty()) {
      return "no definition `" + shown + "` was ever seen";
    }
    return version.isPresent()
        ? "`" + shown + "` has no version " + version.get()
        : "no version of `" + shown + "` waits: the approved one is in use";
  }

  private boolean named(Pin pin) {
    return pin.digest().hex().startsWith(version.orElse("-"));
  }

  static boolean undecided(Pin pin) {
    return pin.state() == PinState.PENDING || pin.state() == PinState.QUARANTINED;
  }

  private PinName name() {
    if (server.isEmpty() || kind.isEmpty()) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "which definition is not said",
          "give SERVER KIND NAME, as in `files tool read_file`");
    }
    return new PinName(server.get(), kind.get(), name.orElse(""));
  }
}
