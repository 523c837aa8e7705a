package io.portreeve.gateway.catalog;

import io.portreeve.gateway.store.Digest;
import io.portreeve.gateway.store.Pin;
import io.portreeve.gateway.store.PinName;
import io.portreeve.gateway.store.Sightings;
import io.portreeve.gateway.store.TooManyDefinitions;
import io.portreeve.guard.DefinitionPins;
import io.portreeve.guard.Exchange;
import io.portreeve.mcp.ServerId;
import io.portreeve.mcp.Tool;
import io.portreeve.mcp.json.CanonicalJson;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonReader;
import io.portreeve.mcp.json.JsonRefused;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The definitions of all servers and how they stand to what was approved.
 *
 * <p>Standings are read again from the store when they are older than a moment, so that an approval
 * or a refusal given elsewhere takes effect within that time; a store that cannot be asked then
 * refuses. What a server defines beyond the bounds of the store, or at greater length than anybody
 * reads, is neither kept nor approved.
 */
public final class PinnedDefinitions implements DefinitionPins {
  /** How long a standing is believed before the store is asked again. */
  static final Duration FRESH = Duration.ofSeconds(2);

  /** How long a server is not asked again for what it did not define. */
  static final Duration NOT_AGAIN = Duration.ofSeconds(5);

  /** The same for resources: most that is read without being known is listed nowhere. */
  static final Duration NOT_SOON_AGAIN = Duration.ofMinutes(1);

  /** What is longer was written for no reader; its schema would not be evaluated either. */
  private static final int LONGEST = 256 * 1024;

  private static final int LONGEST_NAME = 4 * 1024;

  private final Sightings sightings;
  private final boolean trustFirst;
  private final CatalogLoader loader;
  private final InstantSource clock;
  private final Map<PinName, Definition> known = new ConcurrentHashMap<>();
  private final Loads loads;
  private final Consumer<ServerId> surplus;

  /**
   * @param trustFirst whether what was never seen before is approved at first sight
   * @param surplus is told of a server each time that it defines more than is kept for it
   */
  public PinnedDefinitions(
      Sightings sightings,
      boolean trustFirst,
      CatalogLoader loader,
      InstantSource clock,
      Consumer<ServerId> surplus) {
    this.sightings = sightings;
    this.trustFirst = trustFirst;
    this.loader = loader;
    this.clock = clock;
    this.surplus = surplus;
    this.loads = new Loads(clock);
  }

  @Override
  public Standing judge(Exchange exchange, Kind kind, String name, Json definition) {
    PinName pin = pin(exchange, kind, name);
    String canonical = canonical(definition);
    Digest digest = Digest.sha256(canonical);
    Definition before = known.get(pin);
    if (before != null && before.digest().equals(digest) && before.isFreshAt(clock.instant())) {
      return before.standing();
    }
    Optional<Standing> sighted = sight(pin, canonical);
    Definition now = new Definition(digest, sighted.orElse(Standing.PENDING), clock.instant());
    if (sighted.isPresent()) {
      known.put(pin, now);
    } else {
      var _ = known.computeIfPresent(pin, (_, _) -> now);
      surplus.accept(exchange.server());
    }
    return now.standing();
  }

  @Override
  public Standing standing(Exchange exchange, Kind kind, String name) {
    return find(exchange, kind, name).map(Definition::standing).orElse(Standing.UNKNOWN);
  }

  /** The definition that the server sent last, asked for if it was never sent. */
  private Optional<Definition> find(Exchange exchange, Kind kind, String name) {
    PinName pin = pin(exchange, kind, name);
    if (!known.containsKey(pin)) {
      load(exchange, kind);
    }
    return Optional.ofNullable(known.computeIfPresent(pin, this::refreshed));
  }

  /** The definition that the server sent last, if it is the approved one. */
  Optional<Definition> approved(Exchange exchange, Kind kind, String name) {
    return find(exchange, kind, name)
        .filter(definition -> definition.standing() == Standing.APPROVED);
  }

  /** The tool that was found, from the store. */
  Tool tool(Exchange exchange, String name, Definition definition) {
    String text =
        sightings
            .version(pin(exchange, Kind.TOOL, name), definition.digest())
            .map(Pin::canonical)
            .orElseThrow(() -> new IllegalStateException("the store forgot a definition"));
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return new Tool((JsonObject) JsonReader.read(bytes, JsonLimits.defaults()));
    } catch (JsonRefused refused) {
      throw new IllegalStateException("the store holds what is no definition", refused);
    }
  }

  /** A version that the store does not know any more is as if it had never been sent. */
  private @Nullable Definition refreshed(PinName pin, Definition definition) {
    Instant now = clock.instant();
    return definition.isFreshAt(now)
        ? definition
        : sightings
            .version(pin, definition.digest())
            .map(version -> definition.judged(standing(version), now))
            .orElse(null);
  }

  /** How it stands; nothing when there is no room to keep it until somebody can approve it. */
  private Optional<Standing> sight(PinName pin, String canonical) {
    if (canonical.length() > LONGEST || pin.name().length() > LONGEST_NAME) {
      return Optional.empty();
    }
    Map<PinName, String> shown = Map.of(pin, canonical);
    try {
      Map<PinName, Pin> seen =
          trustFirst
              ? sightings.trustFirst(shown, "first sight", clock.instant())
              : sightings.sight(shown, clock.instant());
      return Optional.of(
          standing(Objects.requireNonNull(seen.get(pin), "the store answers for every name")));
    } catch (TooManyDefinitions full) {
      return Optional.empty();
    }
  }

  private static Standing standing(Pin pin) {
    return switch (pin.state()) {
      case APPROVED -> Standing.APPROVED;
      case PENDING -> Standing.PENDING;
      case QUARANTINED, SUPERSEDED -> Standing.DRIFTED;
    };
  }

  /** How many definitions are in memory: never more than the store keeps. */
  int remembered() {
    return known.size();
  }

  private void load(Exchange exchange, Kind kind) {
    String asker = exchange.server() + " " + kind + " " + exchange.principal().id();
    try {
      Duration notAgain = kind == Kind.RESOURCE ? NOT_SOON_AGAIN : NOT_AGAIN;
      loads.once(asker, notAgain, () -> loader.load(exchange, kind));
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
