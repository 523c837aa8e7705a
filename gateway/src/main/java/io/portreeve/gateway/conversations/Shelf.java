package io.portreeve.gateway.conversations;

import io.portreeve.controls.contextpoisoning.Conversation;
import io.portreeve.gateway.keeping.Age;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;

/**
 * The conversations of this process: it holds them by speaker and id: so many speakers, so many of
 * one speaker, so many characters in all, and each speaker for a day after he was last heard. Where
 * there are too many, the principal who takes most gives way, with what he has not used for
 * longest: nobody can have forgotten what others say by saying more himself.
 */
final class Shelf implements ConversationStore {
  static final long SHARE = 16;
  static final int MOST_SPEAKERS = 10_000;

  private final InstantSource clock;
  private final long heaviest;
  private final int mostSpeakers;
  private final Map<Speaker, Talks> talks = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<String, Share> shares = new HashMap<>();
  private long weight;

  Shelf(InstantSource clock, long heaviest, int mostSpeakers) {
    this.clock = clock;
    this.heaviest = heaviest;
    this.mostSpeakers = mostSpeakers;
  }

  /** What one principal takes. */
  private static final class Share {
    private long speakers;
    private long weight;
  }

  /** What one speaker said. */
  private static final class Talks {
    private final Share share;
    private final Map<String, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);
    private Instant used = Instant.MIN;

    Talks(Share share) {
      this.share = share;
    }
  }

  /** One that is kept; changes of one do not wait for changes of another. */
  private static final class Kept {
    private final Share share;
    private Conversation conversation;
    private long weight;
    private boolean forgotten;

    Kept(Share share, Conversation conversation) {
      this.share = share;
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

  @Override
  public Optional<Conversation> find(Speaker speaker, String id) {
    return kept(speaker, id).map(Kept::conversation);
  }

  @Override
  public void change(Speaker speaker, String id, UnaryOperator<Conversation> change) {
    Kept one = kept(speaker, id).orElseGet(() -> put(speaker, id, Conversation.unknown()));
    weigh(one, one.change(change).weight());
  }

  @Override
  public void begin(Speaker speaker, String id, Conversation first) {
    weigh(put(speaker, id, first), first.weight());
  }

  /** The time is taken under the lock: whoever came in between would seem to have come later. */
  private synchronized Optional<Kept> kept(Speaker speaker, String id) {
    Instant now = clock.instant();
    forgetUnused(now);
    return Optional.ofNullable(talks.get(speaker))
        .flatMap(one -> {
          one.used = now;
          return Optional.ofNullable(one.kept.get(id));
        });
  }

  private synchronized Kept put(Speaker speaker, String id, Conversation first) {
    Talks one = talks.computeIfAbsent(speaker, this::talks);
    one.used = clock.instant();
    Kept kept = one.kept.computeIfAbsent(id, _ -> new Kept(one.share, first));
    if (one.kept.size() > MOST_OF_ONE) {
      Iterator<Kept> all = one.kept.values().iterator();
      forget(all.next());
      all.remove();
    }
    if (talks.size() > mostSpeakers) {
      forgetOneOfMost(share -> share.speakers);
    }
    return kept;
  }

  private Talks talks(Speaker speaker) {
    Share share = shares.computeIfAbsent(speaker.principal(), _ -> new Share());
    share.speakers++;
    return new Talks(share);
  }

  private void forgetUnused(Instant now) {
    Iterator<Map.Entry<Speaker, Talks>> all = talks.entrySet().iterator();
    while (all.hasNext()) {
      Map.Entry<Speaker, Talks> eldest = all.next();
      if (Age.isLessThan(UNUSED, eldest.getValue().used, now)) {
        return;
      }
      all.remove();
      forget(eldest.getKey(), eldest.getValue());
    }
  }

  /** Of those who take equally much, who was not heard for longest. */
  private void forgetOneOfMost(ToLongFunction<Share> measure) {
    long most = shares.values().stream().mapToLong(measure).max().orElse(0);
    Iterator<Map.Entry<Speaker, Talks>> all = talks.entrySet().iterator();
    while (all.hasNext()) {
      Map.Entry<Speaker, Talks> next = all.next();
      if (measure.applyAsLong(next.getValue().share) == most) {
        all.remove();
        forget(next.getKey(), next.getValue());
        return;
      }
    }
  }

  private void forget(Speaker speaker, Talks one) {
    one.kept.values().forEach(this::forget);
    one.share.speakers--;
    if (one.share.speakers == 0) {
      shares.remove(speaker.principal());
    }
  }

  private void forget(Kept one) {
    one.forgotten = true;
    weight -= one.weight;
    one.share.weight -= one.weight;
  }

  private synchronized void weigh(Kept one, long now) {
    if (!one.forgotten) {
      weight += now - one.weight;
      one.share.weight += now - one.weight;
      one.weight = now;
    }
    while (weight > heaviest && !talks.isEmpty()) {
      forgetOneOfMost(share -> share.weight);
    }
  }
}
