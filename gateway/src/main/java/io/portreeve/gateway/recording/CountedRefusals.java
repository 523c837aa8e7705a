package io.portreeve.gateway.recording;

import io.portreeve.gateway.journey.AuditTrail;
import io.portreeve.gateway.journey.Outcome;
import io.portreeve.gateway.keeping.Age;
import io.portreeve.guard.Arrival;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.Identity;
import io.portreeve.guard.Judgement;
import io.portreeve.guard.Reason;
import io.portreeve.mcp.ClientMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Keeps a flood of refusals from becoming a flood of records. Of what one sender is refused for one
 * reason in a minute the first few are recorded one by one, and the rest by one record that says
 * how many it stands for: nothing that was denied is missing, and no refusal costs its sender less
 * than us. Whoever has no key can so make the log grow by a bounded amount a minute, from however
 * many addresses.
 */
public final class CountedRefusals implements AutoCloseable {
  /** So many are recorded one by one. */
  static final int ONE_BY_ONE = 20;

  static final Duration WINDOW = Duration.ofMinutes(1);
  private static final Duration PAUSE = Duration.ofSeconds(10);

  /** More senders than that are counted as one. */
  static final int MOST_SENDERS = 1_000;

  /**
   * So many of senders without a principal are recorded one by one in a minute, of all together.
   */
  static final int MOST_ONE_BY_ONE = 2_000;

  private final AuditTrail trail;
  private final InstantSource clock;
  private final Map<Sender, Count> counts = new HashMap<>();
  private final Thread thread;
  private Instant minute = Instant.EPOCH;
  private int recordedOfStrangers;

  public CountedRefusals(AuditTrail trail, InstantSource clock) {
    this.trail = trail;
    this.clock = clock;
    this.thread = Thread.ofVirtual().name("refusals").start(this::lookOn);
  }

  private record Sender(String who, Reason reason) {}

  /** What came of one sender since a moment. */
  private static final class Count {
    private final Instant since;
    private Arrival last;
    private int recorded;
    private long more;

    private Count(Arrival first, Instant now) {
      since = now;
      last = first;
    }

    /** Whether this one is to be recorded by itself. */
    private boolean counted(Arrival arrival, boolean roomLeft) {
      if (recorded < ONE_BY_ONE && roomLeft) {
        recorded++;
        return true;
      }
      last = arrival;
      more++;
      return false;
    }
  }

  /** A trail whose refusals are counted here; the rest of it goes where the other puts it. */
  public AuditTrail inFrontOf(AuditTrail exchanges) {
    return new Trail(this, exchanges);
  }

  private record Trail(CountedRefusals refusals, AuditTrail exchanges) implements AuditTrail {
    @Override
    public void turnedAway(Arrival arrival, Reason reason, String detail) {
      refusals.turnedAway(arrival, reason, detail);
    }

    @Override
    public void decided(Exchange exchange, Judgement<ClientMessage> judgement)
        throws AuditUnavailable, InterruptedException {
      exchanges.decided(exchange, judgement);
    }

    @Override
    public void ended(Exchange exchange, Outcome outcome) {
      exchanges.ended(exchange, outcome);
    }
  }

  /** Records a refusal, or counts it. */
  public void turnedAway(Arrival arrival, Reason reason, String detail) {
    if (counted(arrival, reason)) {
      trail.turnedAway(arrival, reason, detail);
    }
  }

  /**
   * By our clock: what is refused comes in any order, and what arrived before would end minutes.
   */
  private synchronized boolean counted(Arrival arrival, Reason reason) {
    Instant now = clock.instant();
    Sender sender = new Sender(who(arrival), reason);
    if (!counts.containsKey(sender) && counts.size() >= MOST_SENDERS) {
      sender = new Sender("", reason);
    }
    boolean known = arrival.identity() instanceof Identity.Authenticated;
    boolean recorded =
        counts
            .computeIfAbsent(sender, _ -> new Count(arrival, now))
            .counted(arrival, known || roomForStrangers(now));
    recordedOfStrangers += recorded && !known ? 1 : 0;
    return recorded;
  }

  private boolean roomForStrangers(Instant now) {
    if (!Age.isLessThan(WINDOW, minute, now)) {
      minute = now;
      recordedOfStrangers = 0;
    }
    return recordedOfStrangers < MOST_ONE_BY_ONE;
  }

  private static String who(Arrival arrival) {
    return arrival.identity() instanceof Identity.Authenticated known
        ? "principal " + known.principal().id()
        : arrival.peer();
  }

  private void lookOn() {
    try {
      while (true) {
        Thread.sleep(PAUSE);
        look();
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  /** Records what was counted in minutes that are over; happens by itself. */
  void look() {
    Instant now = clock.instant();
    ended(count -> !Age.isLessThan(WINDOW, count.since, now)).forEach(this::record);
  }

  private synchronized List<Map.Entry<Sender, Count>> ended(Predicate<Count> which) {
    List<Map.Entry<Sender, Count>> over = new ArrayList<>();
    Iterator<Map.Entry<Sender, Count>> all = counts.entrySet().iterator();
    while (all.hasNext()) {
      Map.Entry<Sender, Count> next = all.next();
      if (which.test(next.getValue())) {
        over.add(Map.entry(next.getKey(), next.getValue()));
        all.remove();
      }
    }
    return over;
  }

  private void record(Map.Entry<Sender, Count> counted) {
    Count count = counted.getValue();
    if (count.more > 0) {
      String whose = counted.getKey().who().isEmpty() ? " of many senders" : "";
      trail.turnedAway(
          count.last,
          counted.getKey().reason(),
          "stands for " + count.more + " more" + whose + " since " + count.since);
    }
  }

  /** Records what was counted so far. */
  @Override
  public void close() {
    thread.interrupt();
    ended(_ -> true).forEach(this::record);
  }
}
