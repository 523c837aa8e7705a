package io.portreeve.gateway.desk;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a program is proposed to touch.
 *
 * @param folders variables that tell it where to keep what it fetches
 * @param unconfined whether it runs without a sandbox
 * @param withheld what it names and does not get: what is the user's own, or the system's
 */
public record Grants(
    SortedSet<Path> read,
    SortedSet<Path> write,
    SortedSet<String> network,
    SortedMap<String, Path> folders,
    boolean unconfined,
    SortedSet<Path> withheld) {
  public Grants {
    read = Collections.unmodifiableSortedSet(new TreeSet<>(read));
    write = Collections.unmodifiableSortedSet(new TreeSet<>(write));
    network = Collections.unmodifiableSortedSet(new TreeSet<>(network));
    folders = Collections.unmodifiableSortedMap(new TreeMap<>(folders));
    withheld = Collections.unmodifiableSortedSet(new TreeSet<>(withheld));
  }

  /** The hosts that it is fetched from; none if it is here. */
  public SortedSet<String> fetchedFrom(Start start) {
    NavigableSet<String> hosts = new TreeSet<>(network);
    hosts.retainAll(
        start instanceof Start.Program program
            ? Runner.of(program.told().getFirst().orElse("")).hosts()
            : Set.of());
    return hosts;
  }

  /** What is needed to see what it offers: folders to read, and what fetches it. */
  Grants whileLooking(Runner runner) {
    NavigableSet<Path> folders = new TreeSet<>(this.folders.values());
    NavigableSet<Path> seen = new TreeSet<>(read);
    write.stream().filter(path -> !folders.contains(path)).forEach(seen::add);
    seen.removeIf(path -> !Files.isDirectory(path));
    NavigableSet<String> hosts = new TreeSet<>(network);
    hosts.retainAll(runner.hosts());
    return new Grants(seen, folders, hosts, this.folders, unconfined, withheld);
  }

  /** Nothing of this machine, for a server on another one. */
  static Grants none() {
    return new Grants(
        new TreeSet<>(),
        new TreeSet<>(),
        new TreeSet<>(),
        new TreeMap<>(Map.of()),
        false,
        new TreeSet<>());
  }
}
