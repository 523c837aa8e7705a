package io.portreeve.gateway.desk;

import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a program is proposed to touch.
 *
 * @param folders variables that tell it where to keep what it fetches
 * @param unconfined whether it runs without a sandbox
 */
public record Grants(
    SortedSet<Path> read,
    SortedSet<Path> write,
    SortedSet<String> network,
    SortedMap<String, Path> folders,
    boolean unconfined) {
  public Grants {
    read = Collections.unmodifiableSortedSet(new TreeSet<>(read));
    write = Collections.unmodifiableSortedSet(new TreeSet<>(write));
    network = Collections.unmodifiableSortedSet(new TreeSet<>(network));
    folders = Collections.unmodifiableSortedMap(new TreeMap<>(folders));
  }

  /** Nothing of this machine, for a server on another one. */
  static Grants none() {
    return new Grants(
        new TreeSet<>(), new TreeSet<>(), new TreeSet<>(), new TreeMap<>(Map.of()), false);
  }
}
