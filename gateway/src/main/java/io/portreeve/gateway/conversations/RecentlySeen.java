package io.portreeve.gateway.conversations;

import io.portreeve.controls.contextpoisoning.Conversation;
import io.portreeve.gateway.conversations.SharedConversations.Place;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The newest versions that this node has seen, as many as weigh so much: they need not be fetched
 * again, and show when an older one was put back.
 */
final class RecentlySeen {
  private final long heaviest;
  private final Map<Place, Seen> seen = new LinkedHashMap<>(16, 0.75f, true);
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

  synchronized Optional<Seen> of(Place place) {
    return Optional.ofNullable(seen.get(place));
  }

  synchronized void put(Place place, Seen now) {
    Seen before = seen.put(place, now);
    weight += now.weight() - (before == null ? 0 : before.weight());
    Iterator<Seen> all = seen.values().iterator();
    while (weight > heaviest && all.hasNext()) {
      weight -= all.next().weight();
      all.remove();
    }
  }
}
