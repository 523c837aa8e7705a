package io.portreeve.controls.sensitive;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * What is left of finds that overlap: one goes where a surer one stands that is handled at least as
 * strictly. So a surer one that is handled less strictly hides nothing, and is told as well.
 */
final class Apart {
  private final Wanted wanted;

  /** What is taken, by how strictly it is handled. */
  private final TreeMap<Integer, BitSet> taken = new TreeMap<>();

  private final List<Found> left = new ArrayList<>();

  private Apart(Wanted wanted) {
    this.wanted = wanted;
  }

  /**
   * From left to right.
   *
   * @param places in each what has the same place, the surest first, of which each counts
   */
  static List<Found> of(List<List<Found>> places, Comparator<Found> surestFirst, Wanted wanted) {
    Apart apart = new Apart(wanted);
    places.stream().sorted(Comparator.comparing(List::getFirst, surestFirst)).forEach(apart::place);
    apart.left.sort(Comparator.comparingInt(Found::from));
    return apart.left;
  }

  private void place(List<Found> place) {
    List<Found> free = place.stream().filter(this::free).toList();
    for (Found one : free) {
      taken
          .computeIfAbsent(wanted.strictness(one.kind()), _ -> new BitSet())
          .set(one.from(), one.to());
    }
    left.addAll(free);
  }

  private boolean free(Found one) {
    return taken.tailMap(wanted.strictness(one.kind()), true).values().stream()
        .map(places -> places.nextSetBit(one.from()))
        .allMatch(next -> next < 0 || next >= one.to());
  }
}
