package io.portreeve.gateway.conversations;

import io.portreeve.controls.contextpoisoning.Conversation;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Versions of conversations that this node has seen, as many as weigh so much: they need not be
 * fetched again, and show when an older one was put back.
 *
 * @param <K> of what each is the newest
 */
final class RecentlySeen<K> {
  private final long heaviest;
  private final Map<K, Seen> seen = new LinkedHashMap<>(16, 0.75f, true);
  private long weight;

  RecentlySeen(long heaviest) {
    this.heaviest = heaviest;
  }

  /** What one had become. */
  record Seen(Version version, Conversation conversation) {
    long weight() {
      return conversation.weight();
    }
  }

  synchronized Optional<Seen> of(K key) {
    return Optional.ofNullable(seen.get(key));
  }

  synchronized void put(K key, Seen now) {
    Seen before = seen.put(key, now);
    weight += now.weight() - (before == null ? 0 : before.weight());
    Iterator<Seen> all = seen.values().iterator();
    while (weight > heaviest && all.hasNext()) {
      weight -= all.next().weight();
      all.remove();
    }
  }
}
