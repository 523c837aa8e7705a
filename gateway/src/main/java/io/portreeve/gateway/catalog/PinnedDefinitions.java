package io.portreeve.gateway.catalog;

import io.portreeve.gateway.keeping.Unchanged;
import io.portreeve.gateway.store.Digest;
import io.portreeve.gateway.store.Look;
import io.portreeve.gateway.store.Pin;
import io.portreeve.gateway.store.PinName;
import io.portreeve.gateway.store.PinState;
import io.portreeve.gateway.store.Sighted;
import io.portreeve.gateway.store.Sightings;
import io.portreeve.gateway.store.TooManyDefinitions;
import io.portreeve.guard.DefinitionPins;
import io.portreeve.guard.Exchange;
import io.portreeve.mcp.Tool;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonReader;
import io.portreeve.mcp.json.JsonRefused;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
 *
 * <p>A server may show different viewers different definitions: what is not approved is kept from
 * whoever is shown it, and takes nothing from the others.
 */
public final class PinnedDefinitions implements DefinitionPins {
  /** How long a standing is believed before the store is asked again. */
  static final Duration FRESH = Duration.ofSeconds(2);

  /** How long a server is not asked again for what it did not define. */
  static final Duration NOT_AGAIN = Duration.ofSeconds(5);

  /** The same for resources: most that is read without being known is listed nowhere. */
  static final Duration NOT_SOON_AGAIN = Duration.ofMinutes(1);

  /** So many definitions are looked up, and noted, at once. */
  private static final int MOST_AT_ONCE = 250;

  private final Sightings sightings;
  private final boolean trustFirst;
  private final CatalogLoader loader;
  private final InstantSource clock;
  private final Map<PinName, Definition> common = new ConcurrentHashMap<>();
  private final Unchanged<Digest> digests =
      new Unchanged<>(definition -> Digest.sha256(Sighted.text(definition)));
  private final Views views = new Views();
  private final RecentChanges recent = new RecentChanges();

  private final Templates templates = new Templates();
  private final Doubts doubts = new Doubts();
  private final Loads loads;
  private final Consumer<Exchange> surplus;

  /**
   * @param trustFirst whether what was never seen before is approved at first sight
   * @param surplus is told each time that a server defines more than is kept of it for a principal
   */
  public PinnedDefinitions(
      Sightings sightings,
      boolean trustFirst,
      CatalogLoader loader,
      InstantSource clock,
      Consumer<Exchange> surplus) {
    this.sightings = sightings;
    this.trustFirst = trustFirst;
    this.loader = loader;
    this.clock = clock;
    this.surplus = surplus;
    this.loads = new Loads(clock);
  }

  /**
   * A part of them at a time, of which no two have one name: so each is judged after those before.
   */
  @Override
  public List<Standing> judge(Exchange exchange, Kind kind, List<Sent> definitions) {
    List<Standing> standings = new ArrayList<>(definitions.size());
    Map<PinName, Judged> part = new LinkedHashMap<>();
    for (Sent one : definitions) {
      PinName pin = pin(exchange, kind, one.name());
      if (part.containsKey(pin) || part.size() >= MOST_AT_ONCE) {
        standings.addAll(judge(exchange, part));
        part.clear();
      }
      part.put(pin, new Judged(one.definition(), digests.of(one.definition())));
    }
    standings.addAll(judge(exchange, part));
    return List.copyOf(standings);
  }

  private record Judged(Json definition, Digest digest) {}

  private List<Standing> judge(Exchange exchange, Map<PinName, Judged> part) {
    Map<PinName, Standing> standings = new LinkedHashMap<>();
    Map<PinName, Judged> unsure = new LinkedHashMap<>();
    part.forEach((pin, one) -> {
      Optional<Definition> before =
          shown(exchange, pin)
              .filter(last -> last.digest().equals(one.digest()))
              .filter(last -> last.isFreshAt(clock.instant()));
      standings.put(pin, before.map(Definition::standing).orElse(Standing.PENDING));
      if (before.isEmpty()) {
        unsure.put(pin, one);
      }
    });
    if (!unsure.isEmpty()) {
      Map<PinName, Standing> sighted = sight(exchange, unsure);
      unsure.forEach((pin, one) -> {
        Optional<Standing> kept = Optional.ofNullable(sighted.get(pin));
        Definition now =
            new Definition(one.digest(), kept.orElse(Standing.PENDING), clock.instant());
        remember(exchange, pin, now, kept.isPresent());
        standings.put(pin, now.standing());
      });
    }
    return List.copyOf(standings.values());
  }

  /** What this viewer was shown last, where that is not forgotten. */
  private Optional<Definition> shown(Exchange exchange, PinName pin) {
    return switch (views.of(exchange, pin)) {
      case Shown.Own(Definition own) -> Optional.of(own);
      case Shown.Forgotten() -> Optional.empty();
      case Shown.Usual() -> Optional.ofNullable(common.get(pin));
    };
  }

  /**
   * A version that is not the one that others are shown is remembered for this viewer alone: it
   * takes nothing from the others, who look again for themselves.
   */
  private void remember(Exchange exchange, PinName pin, Definition now, boolean kept) {
    if (pin.isOf(Kind.RESOURCE_TEMPLATE)) {
      templates.add(pin.server(), pin.name());
    }
    Definition shared = common.compute(pin, (_, old) -> shared(pin, old, now, kept));
    if (shared == null || shared.digest().equals(now.digest())) {
      views.usual(exchange, pin);
      return;
    }
    boolean changed = views.keep(exchange, pin, now);
    if (!now.isApproved()) {
      recent.note(exchange.principal().id(), pin, now.judged());
      if (changed && shared.isApproved()) {
        doubts.raise(pin);
      }
    }
  }

  private @Nullable Definition shared(
      PinName pin, @Nullable Definition old, Definition now, boolean kept) {
    Definition current =
        old == null || old.digest().equals(now.digest()) ? old : refreshed(pin, old);
    return current == null ? (kept ? now : null) : current.or(now);
  }

  @Override
  public Standing standing(Exchange exchange, Kind kind, String name) {
    boolean asked = ask(exchange, kind, pin(exchange, kind, name));
    return found(exchange, pin(exchange, kind, name))
        .map(Definition::standing)
        .orElse(asked ? Standing.UNKNOWN : Standing.UNASKED);
  }

  @Override
  public Standing known(Exchange exchange, Kind kind, String name) {
    return found(exchange, pin(exchange, kind, name))
        .map(Definition::standing)
        .orElse(Standing.UNKNOWN);
  }

  @Override
  public Standing fitting(Exchange exchange, String address) {
    if (isDoubtful(exchange, templates.fitting(exchange.server().value(), address))) {
      boolean _ = load(exchange, Kind.RESOURCE_TEMPLATE, " again", NOT_AGAIN);
    }
    Standing known = knownFitting(exchange, address);
    if (known != Standing.UNKNOWN) {
      return known;
    }
    boolean _ = load(exchange, Kind.RESOURCE_TEMPLATE, "", NOT_SOON_AGAIN);
    return knownFitting(exchange, address);
  }

  private boolean isDoubtful(Exchange exchange, List<String> fitting) {
    return fitting.stream()
        .map(template -> pin(exchange, Kind.RESOURCE_TEMPLATE, template))
        .anyMatch(pin -> doubts.concern(pin, () -> Viewer.of(exchange, pin.kind())));
  }

  @Override
  public Standing knownFitting(Exchange exchange, String address) {
    boolean more = templates.areMore(exchange.server().value());
    Standing strictest = more ? Standing.PENDING : Standing.UNKNOWN;
    for (String template : templates.fitting(exchange.server().value(), address)) {
      Standing standing = known(exchange, Kind.RESOURCE_TEMPLATE, template);
      if (standing == Standing.APPROVED) {
        return standing;
      }
      boolean drifted = standing == Standing.DRIFTED || strictest == Standing.DRIFTED;
      strictest = drifted ? Standing.DRIFTED : Standing.PENDING;
    }
    return strictest;
  }

  /** What this viewer was shown last; the server is asked if nobody was shown anything. */
  private Optional<Definition> find(Exchange exchange, Kind kind, String name) {
    PinName pin = pin(exchange, kind, name);
    boolean _ = ask(exchange, kind, pin);
    return found(exchange, pin);
  }

  /** Asks the server if there is need to; whether it could be asked. */
  private boolean ask(Exchange exchange, Kind kind, PinName pin) {
    if (shown(exchange, pin).isEmpty()) {
      return load(exchange, kind, "", kind == Kind.RESOURCE ? NOT_SOON_AGAIN : NOT_AGAIN);
    }
    return !doubts.concern(pin, () -> Viewer.of(exchange, pin.kind()))
        || load(exchange, kind, " again", NOT_AGAIN);
  }

  private Optional<Definition> found(Exchange exchange, PinName pin) {
    return switch (views.of(exchange, pin)) {
      case Shown.Own(Definition own) -> Optional.of(refreshed(exchange, pin, own));
      case Shown.Forgotten() ->
          Optional.ofNullable(common.get(pin))
              .map(usual -> usual.judged(Standing.DRIFTED, clock.instant()));
      case Shown.Usual() -> Optional.ofNullable(usual(pin));
    };
  }

  /** The map is changed, and so locked, only for what is not fresh: most is, on every call. */
  private @Nullable Definition usual(PinName pin) {
    Definition known = common.get(pin);
    return known == null || known.isFreshAt(clock.instant())
        ? known
        : common.computeIfPresent(pin, this::refreshed);
  }

  /** A view of one's own that the store has forgotten is no reason to see what others see. */
  private Definition refreshed(Exchange exchange, PinName pin, Definition own) {
    Instant now = clock.instant();
    if (own.isFreshAt(now)) {
      return own;
    }
    Definition refreshed =
        Optional.ofNullable(refreshed(pin, own)).orElse(own.judged(Standing.PENDING, now));
    var _ = views.keep(exchange, pin, refreshed);
    return refreshed;
  }

  /** What this viewer was shown last, if it is approved. */
  Optional<Definition> approved(Exchange exchange, Kind kind, String name) {
    return find(exchange, kind, name).filter(Definition::isApproved);
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
            .map(version -> definition.judged(standing(version.state()), now))
            .orElse(null);
  }

  /** How they stand; of what cannot be kept until somebody approves it, nothing. */
  private Map<PinName, Standing> sight(Exchange exchange, Map<PinName, Judged> unsure) {
    Instant now = clock.instant();
    Map<PinName, Digest> versions = new LinkedHashMap<>();
    unsure.forEach((pin, one) -> versions.put(pin, one.digest()));
    Map<PinName, PinState> known = sightings.states(versions);
    Map<PinName, Standing> standings = new LinkedHashMap<>();
    Map<PinName, String> shown = new LinkedHashMap<>();
    unsure.forEach((pin, one) -> {
      Optional<PinState> state = Optional.ofNullable(known.get(pin));
      if (recent.isRecent(exchange.principal().id(), pin, now)
          || state.filter(PinnedDefinitions::isSettled).isPresent()) {
        state.ifPresent(settled -> standings.put(pin, standing(settled)));
      } else {
        Sighted sighted = new Sighted(pin, Sighted.text(one.definition()));
        if (sighted.isReadable()) {
          shown.put(pin, sighted.text());
        } else {
          surplus.accept(exchange);
        }
      }
    });
    keep(exchange, shown, new Look(exchange.principal().id(), now))
        .forEach((pin, seen) -> standings.put(pin, standing(seen.state())));
    return standings;
  }

  /** Whether to be shown it again changes nothing: what was superseded and comes back is drift. */
  private static boolean isSettled(PinState state) {
    return state != PinState.SUPERSEDED;
  }

  /** Where not all can be kept, as many as can, in their order. */
  private Map<PinName, Pin> keep(Exchange exchange, Map<PinName, String> shown, Look look) {
    if (shown.isEmpty()) {
      return Map.of();
    }
    try {
      return trustFirst
          ? sightings.trustFirst(shown, "first sight", look)
          : sightings.sight(shown, look);
    } catch (TooManyDefinitions full) {
      if (shown.size() == 1) {
        surplus.accept(exchange);
        return Map.of();
      }
      Map<PinName, Pin> kept = new LinkedHashMap<>();
      shown.forEach((pin, text) -> kept.putAll(keep(exchange, Map.of(pin, text), look)));
      return kept;
    }
  }

  private static Standing standing(PinState state) {
    return switch (state) {
      case APPROVED -> Standing.APPROVED;
      case PENDING -> Standing.PENDING;
      case QUARANTINED, SUPERSEDED -> Standing.DRIFTED;
    };
  }

  /** How many definitions are in memory for everybody: never more than the store keeps. */
  int remembered() {
    return common.size();
  }

  /** Whether there was a credential to ask with; else the catalog is taken as it is. */
  private boolean load(Exchange exchange, Kind kind, String why, Duration notAgain) {
    Viewer asker = Viewer.of(exchange, PinName.word(kind));
    try {
      loads.once(asker + why, notAgain, () -> look(exchange, kind, asker));
      return true;
    } catch (NotAsked noCredential) {
      return false;
    } catch (InterruptedException gone) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private void look(Exchange exchange, Kind kind, Viewer asker)
      throws NotAsked, InterruptedException {
    long raised = doubts.raisedSoFar();
    Optional<View.Look> look = views.look(asker);
    boolean whole = loader.load(exchange, kind);
    doubts.looked(asker, raised);
    look.filter(_ -> whole).ifPresent(all -> views.seen(asker, all));
  }

  private static PinName pin(Exchange exchange, Kind kind, String name) {
    return PinName.of(exchange.server().value(), kind, name);
  }
}
