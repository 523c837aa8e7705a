package io.portreeve.gateway.conversations;

import io.portreeve.controls.contextpoisoning.Conversation;
import io.portreeve.gateway.keeping.Age;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Holds conversations by sender and id: so many senders, so many of one sender, so many characters
 * in all, and each sender for a day after he was last heard. Who was not heard for longest is
 * forgotten first.
 */
final class Shelf {
  static final int MOST_SENDERS = 10_000;
  static final int MOST_OF_ONE = 32;
  static final Duration UNUSED = Duration.ofHours(24);

  private final long heaviest;
  private final Map<String, Sender> senders = new LinkedHashMap<>(16, 0.75f, true);
  private long weight;

  Shelf(long heaviest) {
    this.heaviest = heaviest;
  }

  private static final class Sender {
    private final Map<String, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);
    private Instant used = Instant.MIN;
  }

  /** One that is kept; changes of one do not wait for changes of another. */
  private static final class Kept {
    private Conversation conversation;
    private long weight;
    private boolean forgotten;

    Kept(Conversation conversation) {
      this.conversation = conversation;
    }

    synchronized Conversation conversation() {
      return conversation;
    }

    synchronized Conversation change(UnaryOperator<Conversation> change) {
      conversation = change.apply(conversation);
      return conversation;
    }
  }

  Optional<Conversation> find(String sender, String id, Instant now) {
    return kept(sender, id, now).map(Kept::conversation);
  }

  /** Changes one; what is not here is unknown, and kept as that from now on. */
  void change(String sender, String id, Instant now, UnaryOperator<Conversation> change) {
    Kept one = kept(sender, id, now).orElseGet(() -> put(sender, id, now, Conversation.unknown()));
    weigh(one, one.change(change).weight());
  }

  void begin(String sender, String id, Instant now, Conversation first) {
    weigh(put(sender, id, now, first), first.weight());
  }

  private synchronized Optional<Kept> kept(String sender, String id, Instant now) {
    forgetUnused(now);
    return Optional.ofNullable(senders.get(sender))
        .flatMap(one -> {
          one.used = now;
          return Optional.ofNullable(one.kept.get(id));
        });
  }

  private synchronized Kept put(String sender, String id, Instant now, Conversation first) {
    Sender one = senders.computeIfAbsent(sender, _ -> new Sender());
    one.used = now;
    Kept kept = one.kept.computeIfAbsent(id, _ -> new Kept(first));
    if (one.kept.size() > MOST_OF_ONE) {
      Iterator<Kept> all = one.kept.values().iterator();
      forget(all.next());
      all.remove();
    }
    if (senders.size() > MOST_SENDERS) {
      forgetEldest();
    }
    return kept;
  }

  private void forgetUnused(Instant now) {
    while (!senders.isEmpty()
        && !Age.isLessThan(UNUSED, senders.values().iterator().next().used, now)) {
      forgetEldest();
    }
  }

  private void forgetEldest() {
    Iterator<Sender> all = senders.values().iterator();
    all.next().kept.values().forEach(this::forget);
    all.remove();
  }

  private void forget(Kept one) {
    one.forgotten = true;
    weight -= one.weight;
  }

  private synchronized void weigh(Kept one, long now) {
    if (!one.forgotten) {
      weight += now - one.weight;
      one.weight = now;
    }
    while (weight > heaviest && !senders.isEmpty()) {
      forgetEldest();
    }
  }
}
