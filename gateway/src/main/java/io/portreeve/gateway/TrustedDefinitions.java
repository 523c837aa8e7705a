package io.portreeve.gateway;

import io.portreeve.gateway.store.Digest;
import io.portreeve.gateway.store.Look;
import io.portreeve.gateway.store.Pin;
import io.portreeve.gateway.store.PinName;
import io.portreeve.gateway.store.PinState;
import io.portreeve.gateway.store.Sightings;
import io.portreeve.mcp.ServerId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * The sightings as they are; and the operator is told of what was trusted because nothing was known
 * of it. Where something should have been, the store was lost.
 */
final class TrustedDefinitions implements Sightings {
  private final Sightings sightings;
  private final Tally<PinName> trusted;

  /** What is known of a server from before this start. */
  enum Before {
    NOTHING,
    DEFINITIONS,
    LOST_STORE
  }

  /**
   * Tells of what these sightings trust.
   *
   * @param before what was known of a server
   * @param soon runs what it is given after a moment
   * @param lines a warning unless the whole server is new
   */
  TrustedDefinitions(
      Sightings sightings,
      Function<ServerId, Before> before,
      Executor soon,
      BiConsumer<System.Logger.Level, String> lines) {
    this.sightings = sightings;
    this.trusted =
        new Tally<>(
            soon,
            (server, names) -> {
              Before known = before.apply(server);
              lines.accept(level(known), line(server, names.size()) + further(known));
            });
  }

  private static System.Logger.Level level(Before before) {
    return before == Before.NOTHING ? System.Logger.Level.INFO : System.Logger.Level.WARNING;
  }

  @Override
  public Map<PinName, Pin> sight(Map<PinName, String> shown, Look look) {
    return sightings.sight(shown, look);
  }

  @Override
  public Map<PinName, Pin> trustFirst(Map<PinName, String> shown, String by, Look look) {
    Map<PinName, Pin> seen = sightings.trustFirst(shown, by, look);
    seen.values().stream()
        .filter(pin -> pin.decidedBy().filter(by::equals).isPresent())
        .filter(pin -> pin.decided().filter(look.at()::equals).isPresent())
        .forEach(pin -> trusted.add(new ServerId(pin.name().server()), pin.name()));
    return seen;
  }

  @Override
  public Map<PinName, PinState> states(Map<PinName, Digest> versions) {
    return sightings.states(versions);
  }

  @Override
  public Optional<Pin> version(PinName name, Digest version) {
    return sightings.version(name, version);
  }

  private static String line(ServerId server, int count) {
    String what = count == 1 ? "1 definition was" : count + " definitions were";
    return "server %s: %s seen for the first time, and trusted as pinning.first-seen has it"
        .formatted(server, what);
  }

  private static String further(Before before) {
    return switch (before) {
      case NOTHING -> "";
      case DEFINITIONS -> "; others of it were known before: look at `portreeve pins list`";
      case LOST_STORE ->
          "; the store was lost, and what was decided of them before with it: look at `portreeve"
              + " pins list`";
    };
  }
}
