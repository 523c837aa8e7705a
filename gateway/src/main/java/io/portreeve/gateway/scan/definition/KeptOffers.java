package io.portreeve.gateway.scan.definition;

import io.portreeve.gateway.catalog.RememberedServer;
import io.portreeve.gateway.scan.definition.Offered.Standing;
import io.portreeve.gateway.scan.finding.Progress;
import io.portreeve.gateway.store.Pin;
import io.portreeve.gateway.store.PinState;
import io.portreeve.guard.DefinitionPins.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What a gateway has seen of its servers, with what waits for approval and without what has been
 * replaced since. Of a server that was never looked at it knows nothing, and says so.
 */
public final class KeptOffers implements Offers {
  private final Collection<String> servers;
  private final Function<String, List<Pin>> pins;

  /** What is kept of these servers. */
  public KeptOffers(Collection<String> servers, Function<String, List<Pin>> pins) {
    this.servers = List.copyOf(servers);
    this.pins = pins;
  }

  @Override
  public Answer now(Progress progress) {
    var offered = new ArrayList<Offered>();
    Map<String, String> silent = new HashMap<>();
    for (String server : servers) {
      List<Pin> kept = pins.apply(server);
      if (kept.isEmpty()) {
        silent.put(server, "no gateway has seen a definition of it yet");
      }
      kept.stream()
          .filter(pin -> pin.state() != PinState.SUPERSEDED)
          .map(KeptOffers::offered)
          .forEach(offered::add);
    }
    return new Answer(offered, silent);
  }

  /** Those of these versions that may be used. */
  public static List<Offered> approved(List<Pin> pins) {
    return pins.stream()
        .filter(pin -> pin.state() == PinState.APPROVED)
        .map(KeptOffers::offered)
        .toList();
  }

  private static Offered offered(Pin pin) {
    return new Offered(
        pin.name().server(),
        kind(pin),
        pin.name().name(),
        RememberedServer.json(pin),
        standing(pin.state()));
  }

  private static Standing standing(PinState state) {
    return switch (state) {
      case APPROVED -> Standing.APPROVED;
      case PENDING -> Standing.NEW;
      case QUARANTINED, SUPERSEDED -> Standing.CHANGED;
    };
  }

  private static Kind kind(Pin pin) {
    return Stream.of(Kind.values()).filter(pin.name()::isOf).findFirst().orElseThrow();
  }
}
