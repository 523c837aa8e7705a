package io.portreeve.gateway.store;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Which findings of scans were accepted. Each word about one is an act, and so reaches the log. */
public interface Acceptances {
  /** Accepts a finding; a second time replaces the first. */
  void accept(Acceptance acceptance);

  /** Takes it back; false if it was not accepted. */
  boolean withdraw(String finding, String by, Instant at);

  /** All of them, by their findings. */
  List<Acceptance> all();

  /** The ids of the findings that are accepted. */
  default Set<String> findings() {
    return all().stream().map(Acceptance::finding).collect(Collectors.toUnmodifiableSet());
  }
}
