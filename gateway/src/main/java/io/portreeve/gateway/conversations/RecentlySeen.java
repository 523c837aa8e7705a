package io.portreeve.gateway.conversations;

import io.portreeve.controls.contextpoisoning.Conversation;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * Versions of conversations that this node has seen, as many as weigh so much: they need not be
 * fetched again, and show when an older one was put back.
 *
 * @param <K> of what each is the newest
 */
final class RecentlySeen<K> {
  private final long heaviest;
  private final ToLongFunction<K> ofKey;
  private final Map<K, Seen> seen = new LinkedHashMap<>(16, 0.75f, true);
  private long weight;

  /**
   * None yet.
   *
   * @param ofKey what a key weighs, in the unit of conversations: characters
   */
  RecentlySeen(long heaviest, ToLongFunction<K> ofKey) {
    this.heaviest = heaviest;
    this.ofKey = ofKey;
  }

  /** What one had become. */
  record Seen(Version version, Conversation conversation) {}

  private long weight(K key, Seen one) {
    return ofKey.applyAsLong(key) + one.conversation().weight();
  }

  synchronized Optional<Seen> of(K key) {
    return Optional.ofNullable(seen.get(key));
  }

  synchronized void put(K key, Seen now) {
    Seen before = seen.put(key, now);
    weight += weight(key, now) - (before == null ? 0 : weight(key, before));
    Iterator<Map.Entry<K, Seen>> all = seen.entrySet().iterator();
    while (weight > heaviest && all.hasNext()) {
      Map.Entry<K, Seen> eldest = all.next();
      weight -= weight(eldest.getKey(), eldest.getValue());
      all.remove();
    }
  }
}
