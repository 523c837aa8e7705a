package io.portreeve.agent.memory;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Tells genuine lines from others. From the newest entry on, each one says by its {@code previous}
 * which signature the one before has; so of two that were signed for one place one alone counts.
 */
record Verification(MemoryKeys keys, Head head) {
  Verified of(List<String> lines) {
    Map<String, String> texts = new LinkedHashMap<>();
    NavigableMap<Long, List<Signed>> places = new TreeMap<>();
    List<String> planted = new ArrayList<>();
    for (String line : lines) {
      Optional<Signed> signed = SignedLine.read(line).filter(one -> keys.isGenuine(head, one));
      if (signed.isEmpty() || texts.putIfAbsent(signed.get().mac(), line) != null) {
        planted.add(line);
      } else {
        places.computeIfAbsent(signed.get().sequence(), _ -> new ArrayList<>()).add(signed.get());
      }
    }
    Head reached = reached(places);
    List<Signed> genuine = chain(reached, places);
    genuine.forEach(one -> texts.remove(one.mac()));
    planted.addAll(texts.values());
    return new Verified(reached, genuine, planted);
  }

  /**
   * What follows the head was signed when it was the head: its writer was ended before he put it.
   */
  private Head reached(NavigableMap<Long, List<Signed>> places) {
    Head reached = head;
    while (true) {
      Head known = reached;
      Optional<Signed> next =
          places.getOrDefault(known.sequence() + 1, List.of()).stream()
              .filter(one -> one.previous().equals(known.mac()))
              .findFirst();
      if (next.isEmpty()) {
        return reached;
      }
      reached = known.at(next.get());
    }
  }

  private static List<Signed> chain(Head reached, NavigableMap<Long, List<Signed>> places) {
    List<Signed> chain = new ArrayList<>();
    Optional<String> expected = Optional.of(reached.mac());
    long above = reached.sequence() + 1;
    for (var place : places.headMap(reached.sequence(), true).descendingMap().entrySet()) {
      if (place.getKey() < reached.first()) {
        break;
      }
      Optional<String> mac = place.getKey() == above - 1 ? expected : Optional.empty();
      Optional<Signed> one =
          place.getValue().stream()
              .filter(signed -> mac.isEmpty() || mac.get().equals(signed.mac()))
              .findFirst();
      one.ifPresent(chain::addFirst);
      expected = one.map(Signed::previous);
      above = place.getKey();
    }
    return chain;
  }
}
