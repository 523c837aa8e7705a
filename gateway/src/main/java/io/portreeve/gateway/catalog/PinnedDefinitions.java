package io.portreeve.gateway.catalog;

import io.portreeve.gateway.store.Digest;
import io.portreeve.gateway.store.Pin;
import io.portreeve.gateway.store.PinName;
import io.portreeve.gateway.store.Pins;
import io.portreeve.guard.DefinitionPins;
import io.portreeve.guard.Exchange;
import io.portreeve.mcp.json.CanonicalJson;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonRefused;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The definitions of all servers and how they stand to what was approved.
 *
 * <p>Standings are read again from the store when they are older than a moment, so that an approval
 * or a refusal given elsewhere takes effect within that time.
 */
public final class PinnedDefinitions implements DefinitionPins {
  /** How long a standing is believed before the store is asked again. */
  static final Duration FRESH = Duration.ofSeconds(2);

  /** How long a server is not asked again for what it did not define. */
  static final Duration NOT_AGAIN = Duration.ofSeconds(5);

  private final Pins pins;
  private final boolean trustFirst;
  private final CatalogLoader loader;
  private final InstantSource clock;
  private final Map<PinName, Definition> known = new ConcurrentHashMap<>();
  private final Loads loads;

  public PinnedDefinitions(
      Pins pins, boolean trustFirst, CatalogLoader loader, InstantSource clock) {
    this.pins = pins;
    this.trustFirst = trustFirst;
    this.loader = loader;
    this.clock = clock;
    this.loads = new Loads(clock, NOT_AGAIN);
  }

  @Override
  public Standing judge(Exchange exchange, Kind kind, String name, Json definition) {
    PinName pin = pin(exchange, kind, name);
    Digest digest = Digest.sha256(canonical(definition));
    Definition before = known.get(pin);
    if (before != null && before.digest().equals(digest) && fresh(before)) {
      return before.standing();
    }
    Standing standing = sight(pin, definition);
    known.put(pin, new Definition(digest, definition, standing, clock.instant()));
    return standing;
  }

  @Override
  public Standing standing(Exchange exchange, Kind kind, String name) {
    return find(exchange, kind, name).map(Definition::standing).orElse(Standing.UNKNOWN);
  }

  /** The definition that the server sent last, asked for if it was never sent. */
  Optional<Definition> find(Exchange exchange, Kind kind, String name) {
    PinName pin = pin(exchange, kind, name);
    if (!known.containsKey(pin) && kind != Kind.RESOURCE) {
      load(exchange, kind);
    }
    return Optional.ofNullable(known.computeIfPresent(pin, this::refreshed));
  }

  private Definition refreshed(PinName pin, Definition definition) {
    return fresh(definition)
        ? definition
        : definition.judged(sight(pin, definition.json()), clock.instant());
  }

  private boolean fresh(Definition definition) {
    return definition.judged().plus(FRESH).isAfter(clock.instant());
  }

  private Standing sight(PinName pin, Json definition) {
    Map<PinName, String> shown = Map.of(pin, canonical(definition));
    Map<PinName, Pin> seen =
        trustFirst
            ? pins.trustFirst(shown, "first sight", clock.instant())
            : pins.sight(shown, clock.instant());
    return switch (Objects.requireNonNull(seen.get(pin), "the store answers for every name")
        .state()) {
      case APPROVED -> Standing.APPROVED;
      case PENDING -> Standing.PENDING;
      case QUARANTINED, SUPERSEDED -> Standing.DRIFTED;
    };
  }

  private void load(Exchange exchange, Kind kind) {
    String asker = exchange.server() + " " + kind + " " + exchange.principal().id();
    try {
      loads.once(asker, () -> loader.load(exchange, kind));
    } catch (InterruptedException gone) {
      Thread.currentThread().interrupt();
    }
  }

  private static PinName pin(Exchange exchange, Kind kind, String name) {
    return new PinName(
        exchange.server().value(), kind.name().toLowerCase(Locale.ROOT).replace('_', '-'), name);
  }

  /**
   * A definition with numbers beyond every double has no canonical form; its own bytes stand in.
   */
  private static String canonical(Json definition) {
    try {
      return new String(CanonicalJson.bytes(definition), StandardCharsets.UTF_8);
    } catch (JsonRefused refused) {
      return definition.toString();
    }
  }
}
