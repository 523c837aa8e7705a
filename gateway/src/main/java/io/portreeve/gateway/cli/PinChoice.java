package io.portreeve.gateway.cli;

import io.portreeve.gateway.config.form.Words;
import io.portreeve.gateway.store.Pin;
import io.portreeve.gateway.store.PinName;
import io.portreeve.gateway.store.PinState;
import io.portreeve.gateway.store.Pins;
import io.portreeve.guard.DefinitionPins;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The words that name one definition, and one version of it. */
final class PinChoice {
  private static final List<String> KINDS =
      Stream.of(DefinitionPins.Kind.values()).map(PinName::word).toList();
  private static final String SEE = "see `portreeve pins list`";

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
      completionCandidates = Kinds.class,
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

  /**
   * The one version that waits, or that was asked for; none if all are decided. What names nothing,
   * or several, ends the command.
   *
   * @param servers those of the configuration
   */
  Optional<Pin> waiting(Pins pins, Collection<String> servers) {
    PinName name = name();
    List<Pin> versions = pins.versions(name);
    if (versions.isEmpty()) {
      throw servers.contains(name.server()) ? unseen(name, pins) : noServer(name.server(), servers);
    }
    List<Pin> fit =
        versions.stream().filter(pin -> version.isPresent() ? named(pin) : undecided(pin)).toList();
    if (fit.size() > 1) {
      throw wrong(
          "several versions wait for approval",
          "look at each with `pins diff`, and name one with --version");
    }
    if (fit.isEmpty() && version.isPresent()) {
      throw wrong("`" + shown() + "` has no version " + Shown.of(version.get()), SEE);
    }
    return fit.stream().findFirst();
  }

  /** That all versions are decided. */
  String settled() {
    return "no version of `" + shown() + "` waits: the approved one is in use";
  }

  static CommandFailure noServer(String id, Collection<String> servers) {
    return wrong(
        "no server is called `" + Shown.of(id) + "`", "known are " + String.join(", ", servers));
  }

  private CommandFailure unseen(PinName name, Pins pins) {
    List<String> seen =
        pins.of(name.server()).stream()
            .map(Pin::name)
            .filter(one -> one.kind().equals(name.kind()))
            .map(PinName::name)
            .distinct()
            .toList();
    return wrong(
        "no definition `" + shown() + "` was ever seen",
        Words.nearest(name.name(), seen)
            .map(near -> "did you mean `" + Shown.of(near) + "`?")
            .orElse(SEE));
  }

  private String shown() {
    return Shown.of(String.join(" ", server.orElse(""), kind.orElse(""), name.orElse("")).strip());
  }

  private static CommandFailure wrong(String what, String fix) {
    return new CommandFailure(ExitCode.USAGE, what, fix);
  }

  private boolean named(Pin pin) {
    return pin.digest().hex().startsWith(version.orElse("-"));
  }

  static boolean undecided(Pin pin) {
    return pin.state() == PinState.PENDING || pin.state() == PinState.QUARANTINED;
  }

  private PinName name() {
    if (server.isEmpty() || kind.isEmpty()) {
      throw wrong(
          "which definition is not said", "give SERVER KIND NAME, as in `files tool read_file`");
    }
    if (!KINDS.contains(kind.get())) {
      throw wrong(
          "`" + Shown.of(kind.get()) + "` is no kind of definition",
          Words.nearest(kind.get(), KINDS)
              .map(near -> "did you mean `" + near + "`?")
              .orElse("the kinds are " + String.join(", ", KINDS)));
    }
    return new PinName(server.get(), kind.get(), name.orElse(""));
  }

  /** For the completion of a shell. */
  static final class Kinds implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return KINDS.iterator();
    }
  }
}
