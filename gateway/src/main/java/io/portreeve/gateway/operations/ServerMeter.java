package io.portreeve.gateway.operations;

import io.portreeve.gateway.journey.Outcome;
import io.portreeve.gateway.metrics.Counts;
import io.portreeve.gateway.metrics.Histogram;
import io.portreeve.gateway.upstream.Oddity;
import io.portreeve.guard.Decision;
import io.portreeve.guard.Judgement;
import io.portreeve.guard.Reason;
import io.portreeve.mcp.ClientMessage;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What is counted of one server. Counting waits for nobody. */
public final class ServerMeter {
  final Counts<Asked> forwarded = new Counts<>(Asked.class);
  final Map<Asked, Counts<Reason>> refused = each(Asked.class, _ -> new Counts<>(Reason.class));
  final Map<Asked, Counts<Outcome.Ending>> endings =
      each(Asked.class, _ -> new Counts<>(Outcome.Ending.class));
  final Map<Decision.Kind, Counts<Reason>> judged =
      each(Decision.Kind.class, _ -> new Counts<>(Reason.class));
  final LongAdder messages = new LongAdder();
  final Histogram durations = new Histogram();
  final LongAdder failures = new LongAdder();
  final Counts<Oddity> oddities = new Counts<>(Oddity.class);
  final Counts<Reason> incidents = new Counts<>(Reason.class);
  private volatile State state = State.NEVER_ASKED;

  private enum State {
    NEVER_ASKED,
    ANSWERS,
    FAILS
  }

  ServerMeter() {}

  private static <K extends Enum<K>, V> Map<K, V> each(Class<K> kinds, Function<K, V> of) {
    return Arrays.stream(kinds.getEnumConstants())
        .collect(
            Collectors.toMap(Function.identity(), of, (one, _) -> one, () -> new EnumMap<>(kinds)));
  }

  void decided(ClientMessage asked, Judgement<ClientMessage> judgement) {
    switch (judgement) {
      case Judgement.Forward<ClientMessage> _ -> forwarded.add(Asked.of(asked));
      case Judgement.NeedsApproval<ClientMessage> asks -> refused(asked, asks.reason());
      case Judgement.Refused<ClientMessage> no -> refused(asked, no.reason());
    }
  }

  void refused(ClientMessage asked, Reason reason) {
    of(refused, Asked.of(asked)).add(reason);
  }

  void ended(ClientMessage asked, Outcome outcome, Duration after) {
    Asked kind = Asked.of(asked);
    of(endings, kind).add(outcome.ending());
    outcome.decisions().forEach(one -> of(judged, one.kind()).add(one.reason()));
    messages.add(outcome.messages());
    if (kind != Asked.STREAM) {
      durations.add(after);
    }
  }

  private static <K extends Enum<K>, V> V of(Map<K, V> all, K kind) {
    return Objects.requireNonNull(all.get(kind), "one for each kind");
  }

  /** It was asked, and answered something. */
  public void answered() {
    if (state != State.ANSWERS) {
      state = State.ANSWERS;
    }
  }

  /** It was asked, and could not be reached, broke the protocol or took too long. */
  public void failed() {
    failures.increment();
    state = State.FAILS;
  }

  /** It did something odd. */
  public void saw(Oddity oddity) {
    oddities.add(oddity);
  }

  /** A program of it tried what it may not. */
  public void happened(Reason incident) {
    incidents.add(incident);
  }

  /** 1 if it answered when it was asked last, 0 if it failed; nothing before it was asked. */
  public OptionalLong up() {
    return switch (state) {
      case NEVER_ASKED -> OptionalLong.empty();
      case ANSWERS -> OptionalLong.of(1);
      case FAILS -> OptionalLong.of(0);
    };
  }
}
