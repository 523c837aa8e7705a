package io.portreeve.gateway.scan;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.store.Settings;
import io.portreeve.gateway.store.Store;
import io.portreeve.guard.ServerFindings;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which servers are in quarantine, and for which findings, over a restart. A start at which it
 * cannot be told whether something is still there releases nothing.
 */
public final class KeptQuarantine {
  /** How the names of its settings begin. */
  public static final String PREFIX = "quarantine/";

  /** So many findings of a server are remembered: one is enough to hold it. */
  static final int MOST = 200;

  private final Settings settings;

  /** What was kept in the settings that are one node's alone: the files of each are its own. */
  public KeptQuarantine(Settings settings) {
    this.settings = settings;
  }

  /**
   * The servers in quarantine as a gateway knew them last, for whoever looks at nothing.
   *
   * @param own the settings of that gateway: another node may not have found the same
   */
  public static ServerFindings remembered(Store store, Settings own, Configuration configuration) {
    HeldServers held = new HeldServers(configuration.scan());
    if (configuration.scan().holdsServers()) {
      KeptQuarantine kept = new KeptQuarantine(own);
      held.accept(store.acceptances().findings());
      configuration.servers().keySet().forEach(server -> held.restore(server, kept.of(server)));
    }
    return held;
  }

  /**
   * Holds what was held before, of each server that this look could not tell everything of; by
   * their servers, those findings that are held for this reason alone.
   */
  public Map<String, Set<String>> restore(
      HeldServers held, Collection<String> servers, ScanResult found) {
    Set<String> untold = found.notWhole();
    Map<String, Set<String>> restored = new TreeMap<>();
    servers.stream()
        .filter(server -> untold.contains(server) || untold.contains(""))
        .forEach(server -> restored.put(server, held.restore(server, of(server))));
    restored.values().removeIf(Set::isEmpty);
    return restored;
  }

  /** From now on, what is held now was held, and nothing else. To follow {@link #restore}. */
  public void replace(HeldServers held, Collection<String> servers) {
    servers.forEach(server -> put(server, of(server), held.of(server)));
  }

  /** What is held now was held, too. */
  public void add(HeldServers held, Collection<String> servers) {
    for (String server : servers) {
      Set<String> before = of(server);
      var all = new TreeSet<>(before);
      all.addAll(held.of(server));
      put(server, before, all);
    }
  }

  private Set<String> of(String server) {
    return settings
        .get(PREFIX + server)
        .map(value -> new String(value, StandardCharsets.UTF_8))
        .map(text -> Set.of(text.split("\n", -1)))
        .orElse(Set.of());
  }

  private void put(String server, Set<String> before, Set<String> findings) {
    Set<String> kept =
        findings.stream().sorted().limit(MOST).collect(Collectors.toCollection(TreeSet::new));
    if (kept.equals(before)) {
      return;
    }
    if (kept.isEmpty()) {
      Optional<byte[]> _ = settings.remove(PREFIX + server);
    } else {
      settings.put(PREFIX + server, String.join("\n", kept).getBytes(StandardCharsets.UTF_8));
    }
  }
}
