package io.portreeve.gateway.limits;

import io.portreeve.gateway.config.LimitSettings;
import io.portreeve.gateway.config.ServerSettings;
import io.portreeve.gateway.config.ToolSettings;
import io.portreeve.gateway.store.Counters;
import io.portreeve.gateway.store.Rate;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.ExchangeId;
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
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Counters counters;
  private final LimitSettings settings;
  private final Map<String, ServerSettings> servers;
  private final Places places = new Places();
  private final Map<ExchangeId, List<String>> held = new ConcurrentHashMap<>();

  public PrincipalLimits(
      Counters counters, LimitSettings settings, Map<String, ServerSettings> servers) {
    this.counters = counters;
    this.settings = settings;
    this.servers = Map.copyOf(servers);
  }

  @Override
  public Standing enter(Exchange exchange, ClientMessage message) {
    if (held.containsKey(exchange.id())) {
      return new Standing.Within();
    }
    String principal = exchange.principal().id();
    if (!within(principal, settings.requestsPerMinute())) {
      return new Standing.Over(Reason.RATE_EXCEEDED, "requests per minute");
    }
    return switch (message) {
      case Listen _ -> hold(exchange, "stream " + principal, settings.streams());
      case CallTool call -> tool(exchange, call);
      case Request _, Cancelled _ -> hold(exchange, principal, settings.concurrent());
    };
  }

  /** Gives back the places of an exchange; one that holds none changes nothing. */
  public void leave(ExchangeId exchange) {
    List<String> keys = held.remove(exchange);
    if (keys != null) {
      keys.forEach(places::leave);
    }
  }

  private Standing tool(Exchange exchange, CallTool call) {
    String principal = exchange.principal().id();
    Optional<ToolSettings> tool =
        Optional.ofNullable(servers.get(exchange.server().value()))
            .map(server -> server.tools().get(call.tool().value()));
    String key = principal + " " + exchange.server() + " " + call.tool();
    Optional<Integer> rate = tool.flatMap(ToolSettings::requestsPerMinute);
    if (rate.isPresent() && !within(key, rate.get())) {
      return new Standing.Over(Reason.RATE_EXCEEDED, "calls of the tool per minute");
    }
    Standing common = hold(exchange, principal, settings.concurrent());
    Optional<Integer> most = tool.flatMap(ToolSettings::concurrent);
    return most.isPresent() && common instanceof Standing.Within
        ? hold(exchange, key, most.get())
        : common;
  }

  private Standing hold(Exchange exchange, String key, int most) {
    if (!places.take(key, most)) {
      return new Standing.Over(Reason.CONCURRENCY_EXCEEDED, "exchanges under way");
    }
    held.merge(exchange.id(), List.of(key), PrincipalLimits::both);
    return new Standing.Within();
  }

  private static List<String> both(List<String> held, List<String> more) {
    return Stream.concat(held.stream(), more.stream()).toList();
  }

  private boolean within(String key, int perMinute) {
    return switch (counters.take(key, new Rate(perMinute, MINUTE), 1)) {
      case Counters.Take.Granted _ -> true;
      case Counters.Take.Exhausted _ -> false;
    };
  }
}
