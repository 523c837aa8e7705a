package io.portreeve.gateway.telemetry;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * How long MCP operations took, by kind, since a moment: what the conventions call {@code
 * mcp.server.operation.duration} and {@code mcp.client.operation.duration}. Of every exchange, also
 * of those that are not traced.
 */
public final class Durations {
  /** In seconds, as the conventions advise. */
  static final List<Double> BOUNDS =
      List.of(0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0, 120.0, 300.0);

  /** All further kinds are one: a server that defines many tools must not fill our memory. */
  static final int MOST = 2_000;

  private static final Set<String> TOLD =
      Set.of(
          Name.METHOD.wire(),
          Name.PROTOCOL_VERSION.wire(),
          Name.OPERATION.wire(),
          Name.TOOL.wire(),
          Name.PROMPT.wire(),
          Name.ERROR.wire(),
          Name.SERVER.wire());

  private final Instant since;
  private final Map<Key, Series> all = new ConcurrentHashMap<>();

  /** Nothing was measured yet. */
  Durations(Instant since) {
    this.since = since;
  }

  /** What is counted together. */
  record Key(Span.Kind side, List<Attribute> attributes) {
    Key {
      attributes = List.copyOf(attributes);
    }

    private static Key of(Span span) {
      return new Key(
          span.kind(), span.attributes().stream().filter(one -> TOLD.contains(one.key())).toList());
    }

    private Key overflowing() {
      return new Key(side, List.of(Name.OVERFLOW.is("true")));
    }
  }

  /**
   * What was counted.
   *
   * @param counts for each bound and what is above the last
   * @param sum in seconds
   */
  record Counted(Key key, List<Long> counts, double sum) {
    long count() {
      return counts.stream().mapToLong(Long::longValue).sum();
    }
  }

  private static final class Series {
    private final long[] counts = new long[BOUNDS.size() + 1];
    private long nanos;

    private synchronized void add(long length) {
      double seconds = length / 1e9;
      int at = 0;
      while (at < BOUNDS.size() && seconds > BOUNDS.get(at)) {
        at++;
      }
      counts[at]++;
      nanos += length;
    }

    private synchronized Counted counted(Key key) {
      return new Counted(key, Arrays.stream(counts).boxed().toList(), nanos / 1e9);
    }
  }

  Instant since() {
    return since;
  }

  /** Counts one; less than nothing, as after a clock was set back, counts as nothing. */
  void add(Span span) {
    Key key = Key.of(span);
    Key kept = all.containsKey(key) || all.size() < MOST ? key : key.overflowing();
    long length = TimeUnit.NANOSECONDS.convert(Duration.between(span.start(), span.end()));
    all.computeIfAbsent(kept, _ -> new Series()).add(Math.max(0, length));
  }

  /** What was counted on this side until now. */
  List<Counted> counted(Span.Kind side) {
    return all.entrySet().stream()
        .filter(one -> one.getKey().side() == side)
        .map(one -> one.getValue().counted(one.getKey()))
        .toList();
  }
}
