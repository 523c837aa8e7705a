package io.portreeve.gateway;

import io.portreeve.gateway.store.Digest;
import io.portreeve.guard.DefinitionPins.Kind;
import io.portreeve.mcp.ServerId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The versions of definitions that the operator was told of: once of each. */
final class ToldVersions {
  /** A server could show new definitions for ever. */
  private static final int MOST = 20_000;

  /** Of what one principal is shown no more is told, so that the others' is. */
  private static final int MOST_OF_ONE = 10_000;

  private final Set<Version> told = new HashSet<>();
  private final Map<String, Integer> shown = new HashMap<>();

  record Version(ServerId server, Kind kind, String name, Digest digest) {}

  /** Whether this one, shown to that principal, is to be told; from now on it is not. */
  synchronized boolean isNews(String principal, Version version) {
    if (told.size() >= MOST) {
      told.clear();
      shown.clear();
    }
    return !told.contains(version)
        && shown.merge(principal, 1, Integer::sum) <= MOST_OF_ONE
        && told.add(version);
  }
}
