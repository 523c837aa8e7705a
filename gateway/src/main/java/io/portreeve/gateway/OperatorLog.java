package io.portreeve.gateway;

import io.portreeve.gateway.http.HttpRefusals;
import io.portreeve.gateway.http.Peer;
import io.portreeve.gateway.http.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Tells the operator of connections that were turned away and of handlers that failed. Of those
 * turned away, one line says how many of each kind there were since the last; a flood makes no
 * flood of lines.
 */
final class OperatorLog implements HttpRefusals {
  private static final System.Logger TURNED_AWAY =
      System.getLogger("io.portreeve.http.turned-away");
  private static final System.Logger FAILED = System.getLogger("io.portreeve.http.request-failed");
  private static final Duration PAUSE = Duration.ofMinutes(1);

  private final InstantSource clock;
  private final Consumer<String> lines;
  private final Map<Refusal, Integer> untold = new EnumMap<>(Refusal.class);
  private Instant next = Instant.MIN;

  OperatorLog(InstantSource clock) {
    this(clock, line -> TURNED_AWAY.log(System.Logger.Level.WARNING, line));
  }

  OperatorLog(InstantSource clock, Consumer<String> lines) {
    this.clock = clock;
    this.lines = lines;
  }

  @Override
  public void refused(Refusal refusal, Peer peer) {
    TURNED_AWAY.log(System.Logger.Level.DEBUG, "refused {0}: {1}", peer.remote(), refusal);
    String line = counted(refusal);
    if (!line.isEmpty()) {
      lines.accept(line);
    }
  }

  private synchronized String counted(Refusal refusal) {
    untold.merge(refusal, 1, Integer::sum);
    Instant now = clock.instant();
    if (now.isBefore(next)) {
      return "";
    }
    next = now.plus(PAUSE);
    String all =
        untold.entrySet().stream()
            .map(each -> each.getValue() + " " + word(each.getKey()))
            .collect(Collectors.joining(", "));
    untold.clear();
    return "connections turned away: " + all;
  }

  private static String word(Refusal refusal) {
    return refusal.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public void failed(Throwable cause, Peer peer) {
    FAILED.log(System.Logger.Level.WARNING, "a request failed", cause);
  }
}
