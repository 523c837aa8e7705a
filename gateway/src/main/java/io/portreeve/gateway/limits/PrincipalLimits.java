package io.portreeve.gateway.limits;

import io.portreeve.gateway.config.LimitSettings;
import io.portreeve.gateway.config.ServerSettings;
import io.portreeve.gateway.config.ToolSettings;
import io.portreeve.gateway.store.Counters;
import io.portreeve.gateway.store.Rate;
import io.portreeve.gateway.store.StoreUnavailable;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.ExchangeId;
import io.portreeve.guard.Principal;
import io.portreeve.guard.Reason;
import io.portreeve.guard.UsageLimits;
import io.portreeve.mcp.CallTool;
import io.portreeve.mcp.Cancelled;
import io.portreeve.mcp.ClientMessage;
import io.portreeve.mcp.Listen;
import io.portreeve.mcp.Request;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The limits of one node, per principal: requests in a minute, exchanges and listening streams
 * under way, and what single tools add to that. An exchange that goes to several servers counts
 * once.
 */
public final class PrincipalLimits implements UsageLimits {
  private static final int MESSAGES = 2;
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Usage usage;
  private final LimitSettings settings;
  private final Map<String, ServerSettings> servers;
  private final Map<ExchangeId, Entry> entries = new ConcurrentHashMap<>();

  /** Holds the usage to these limits; others may have held it, or hold it still, to theirs. */
  public PrincipalLimits(Usage usage, LimitSettings settings, Map<String, ServerSettings> servers) {
    this.usage = usage;
    this.settings = settings;
    this.servers = Map.copyOf(servers);
  }

  /**
   * Counts one message of any kind, and says whether it is within bounds. Messages that are no
   * requests, or none that can be served, cost as well; twice as many as requests leave room for
   * those that belong to honest requests.
   */
  public boolean admits(Principal principal) {
    return within("messages " + principal.id(), MESSAGES * settings.requestsPerMinute());
  }

  /** Whether so many requests more are within the rate, which they then count against. */
  public boolean allowsMore(Principal principal, int requests) {
    return within("requests " + principal.id(), settings.requestsPerMinute(), requests);
  }

  /** What an exchange was told, and the places it holds. */
  private record Entry(Standing standing, List<String> keys) {
    private static final Standing WITHIN = new Standing.Within();

    static Entry within(List<String> keys) {
      return new Entry(WITHIN, keys);
    }

    static Entry over(Reason reason, String detail, List<String> keys) {
      return new Entry(new Standing.Over(reason, detail), keys);
    }
  }

  /** All parts of one exchange get the same answer; the first of them pays. */
  @Override
  public Standing enter(Exchange exchange, ClientMessage message) {
    return entries.computeIfAbsent(exchange.id(), _ -> counted(exchange, message)).standing();
  }

  /** Gives back the places of an exchange; one that holds none changes nothing. */
  public void leave(ExchangeId exchange) {
    Entry entry = entries.remove(exchange);
    if (entry != null) {
      entry.keys().forEach(usage.places()::leave);
    }
  }

  /** Who cannot be counted now is over whatever limit there is. */
  private Entry counted(Exchange exchange, ClientMessage message) {
    try {
      return entry(exchange, message);
    } catch (StoreUnavailable uncounted) {
      String why = String.valueOf(uncounted.getMessage());
      return Entry.over(Reason.STATE_UNAVAILABLE, why, List.of());
    }
  }

  private Entry entry(Exchange exchange, ClientMessage message) {
    String principal = exchange.principal().id();
    if (!within("requests " + principal, settings.requestsPerMinute())) {
      return Entry.over(Reason.RATE_EXCEEDED, "requests per minute", List.of());
    }
    return switch (message) {
      case Listen _ -> holding(List.of(), "streams " + principal, settings.streams());
      case CallTool call -> tool(exchange, call);
      case Request _, Cancelled _ ->
          holding(List.of(), "exchanges " + principal, settings.concurrent());
    };
  }

  private Entry tool(Exchange exchange, CallTool call) {
    Optional<ToolSettings> tool =
        Optional.ofNullable(servers.get(exchange.server().value()))
            .map(server -> server.tools().get(call.tool().value()));
    Optional<Integer> rate = tool.flatMap(ToolSettings::requestsPerMinute);
    if (rate.isPresent() && !within(key(exchange, call), rate.get())) {
      return Entry.over(Reason.RATE_EXCEEDED, "calls of the tool per minute", List.of());
    }
    Entry common =
        holding(List.of(), "exchanges " + exchange.principal().id(), settings.concurrent());
    Optional<Integer> most = tool.flatMap(ToolSettings::concurrent);
    return most.isPresent() && common.standing() instanceof Standing.Within
        ? holding(common.keys(), key(exchange, call), most.get())
        : common;
  }

  private static String key(Exchange exchange, CallTool call) {
    return "tool " + exchange.server() + " " + call.tool() + " " + exchange.principal().id();
  }

  private Entry holding(List<String> held, String key, int most) {
    return usage.places().take(key, most)
        ? Entry.within(with(held, key))
        : Entry.over(Reason.CONCURRENCY_EXCEEDED, "exchanges under way", held);
  }

  private static List<String> with(List<String> held, String key) {
    return held.isEmpty() ? List.of(key) : Stream.concat(held.stream(), Stream.of(key)).toList();
  }

  private boolean within(String key, int perMinute) {
    return within(key, perMinute, 1);
  }

  private boolean within(String key, int perMinute, int units) {
    return switch (usage.counters().take(key, new Rate(perMinute, MINUTE), units)) {
      case Counters.Take.Granted _ -> true;
      case Counters.Take.Exhausted _ -> false;
    };
  }
}
