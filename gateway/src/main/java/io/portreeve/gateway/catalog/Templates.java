package io.portreeve.gateway.catalog;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The URI templates that servers were seen to have, so many of each: for every address that is not
 * listed they are all looked through.
 */
final class Templates {
  static final int MOST = 256;
  private static final int LONGEST = 4 * 1024;

  private final Map<String, Map<String, UriTemplate>> kept = new ConcurrentHashMap<>();
  private final Set<String> withMore = ConcurrentHashMap.newKeySet();

  void add(String server, String template) {
    Map<String, UriTemplate> own = kept.computeIfAbsent(server, _ -> new ConcurrentHashMap<>());
    if (own.containsKey(template)) {
      return;
    }
    if (own.size() < MOST && template.length() <= LONGEST) {
      own.put(template, UriTemplate.of(template));
    } else {
      withMore.add(server);
    }
  }

  /** Those of the server that this address fits. */
  List<String> fitting(String server, String address) {
    return kept.getOrDefault(server, Map.of()).entrySet().stream()
        .filter(template -> template.getValue().fits(address))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Whether the server has templates that are not kept here, which any address may fit. */
  boolean areMore(String server) {
    return withMore.contains(server);
  }
}
