package io.portreeve.gateway.console.servers;

import io.portreeve.gateway.catalog.RememberedServer;
import io.portreeve.gateway.config.ServerSettings;
import io.portreeve.gateway.store.Pin;
import io.portreeve.gateway.store.PinName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is known of one server.
 *
 * @param holding the finding for which nothing of it may be used
 * @param up 1 if it answered when it was asked last, 0 if it failed; nothing before it was asked
 */
record KnownServer(
    String id,
    ServerSettings settings,
    Optional<String> holding,
    OptionalLong up,
    RememberedServer remembered) {

  /** Its definitions, each with all its versions; those that somebody has to look at first. */
  List<List<Pin>> definitions() {
    Map<PinName, List<Pin>> all = new LinkedHashMap<>();
    remembered
        .pins()
        .forEach(pin -> all.computeIfAbsent(pin.name(), _ -> new ArrayList<>()).add(pin));
    List<List<Pin>> waiting = new ArrayList<>();
    List<List<Pin>> settled = new ArrayList<>();
    all.values().forEach(versions -> (waits(versions) ? waiting : settled).add(versions));
    waiting.addAll(settled);
    return waiting;
  }

  long waiting() {
    return definitions().stream().filter(KnownServer::waits).count();
  }

  private static boolean waits(List<Pin> versions) {
    return versions.stream().anyMatch(PinWords::waits);
  }
}
