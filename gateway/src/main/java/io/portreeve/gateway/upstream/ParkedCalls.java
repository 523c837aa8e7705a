package io.portreeve.gateway.upstream;

import io.portreeve.gateway.http.MessageMemory;
import io.portreeve.gateway.journey.UpstreamException;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.Principal;
import io.portreeve.mcp.Answerable;
import io.portreeve.mcp.MetaKeys;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.json.JsonObject;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Calls that wait for their client's answer. A call is found again only by its principal and
 * client, with the same credential and request, in time and once; everything else finds nothing.
 */
final class ParkedCalls {
  private static final int STATE_BYTES = 16;
  private static final String FULL = "too many calls wait for their clients";

  private final UpstreamLimits limits;
  private final Alarms alarms;
  private final MessageMemory memory;
  private final SecureRandom random;
  // In the order in which they were parked.
  private final Map<String, Parked> parked = new LinkedHashMap<>();

  /** One of them, with the use of its session, and what it takes while it waits. */
  record Parked(
      Principal sender,
      Request asked,
      LegacyCall call,
      Pool<?, ?>.Lease lease,
      MessageMemory.Holding holding,
      Alarms.Pending end) {
    boolean isOf(Exchange exchange, String credential) {
      return exchange.principal().isSenderOf(sender)
          && call.session().credential().equals(credential);
    }
  }

  /**
   * @param memory that the calls of all servers share while they wait
   */
  ParkedCalls(UpstreamLimits limits, Alarms alarms, MessageMemory memory, SecureRandom random) {
    this.limits = limits;
    this.alarms = alarms;
    this.memory = memory;
    this.random = random;
  }

  /**
   * Keeps a call. A principal that keeps too many loses the oldest of its own.
   *
   * @return the state that brings it back
   */
  String park(Exchange exchange, LegacyCall call, Pool<?, ?>.Lease lease) throws UpstreamException {
    MessageMemory.Holding holding = memory.holding(exchange.principal().id());
    if (!holding.grow(call.asked().params().toLine())) {
      throw new UpstreamException(FULL);
    }
    boolean kept = false;
    try {
      String state = park(exchange.principal(), call, lease, holding);
      kept = true;
      return state;
    } finally {
      if (!kept) {
        holding.close();
      }
    }
  }

  private String park(
      Principal principal, LegacyCall call, Pool<?, ?>.Lease lease, MessageMemory.Holding holding)
      throws UpstreamException {
    String state = state();
    Optional<Parked> evicted;
    synchronized (this) {
      evicted = makeRoom(principal.id());
      Alarms.Pending end = alarms.after(limits.parkedLife(), () -> expire(state));
      parked.put(state, new Parked(principal, call.asked(), call, lease, holding, end));
    }
    evicted.ifPresent(ParkedCalls::drop);
    return state;
  }

  private Optional<Parked> makeRoom(String principal) throws UpstreamException {
    long own = parked.values().stream().filter(it -> it.sender().id().equals(principal)).count();
    if (own >= limits.parkedPerPrincipal()) {
      return parked.entrySet().stream()
          .filter(it -> it.getValue().sender().id().equals(principal))
          .findFirst()
          .map(it -> parked.remove(it.getKey()));
    }
    if (parked.size() >= limits.parked()) {
      throw new UpstreamException(FULL);
    }
    return Optional.empty();
  }

  /**
   * Takes the call back, if the state is the one it was parked with, by whom, and for what.
   *
   * @param credential whose credential the exchange comes with; a session shows no other
   */
  synchronized Optional<Parked> claim(
      Exchange exchange, String credential, Request request, String state) {
    Parked found = parked.get(state);
    if (found == null
        || !found.isOf(exchange, credential)
        || !found.asked().method().equals(request.method())
        || !same(found.asked().params(), request.params())) {
      return Optional.empty();
    }
    parked.remove(state);
    found.end().cancel();
    return Optional.of(found);
  }

  /** Puts a call back that was claimed with answers that were none. */
  synchronized void putBack(String state, Parked claimed) {
    Alarms.Pending end = alarms.after(limits.parkedLife(), () -> expire(state));
    parked.put(
        state,
        new Parked(
            claimed.sender(),
            claimed.asked(),
            claimed.call(),
            claimed.lease(),
            claimed.holding(),
            end));
  }

  /** Forgets a call and ends it. */
  void expire(String state) {
    Optional<Parked> found;
    synchronized (this) {
      found = Optional.ofNullable(parked.remove(state));
    }
    found.ifPresent(ParkedCalls::drop);
  }

  private static void drop(Parked parked) {
    parked.holding().close();
    parked.end().cancel();
    parked.call().giveUp();
    parked.lease().close();
  }

  synchronized int size() {
    return parked.size();
  }

  /** Ends all of them. */
  void close() {
    Map<String, Parked> all;
    synchronized (this) {
      all = Map.copyOf(parked);
      parked.clear();
    }
    all.values().forEach(ParkedCalls::drop);
  }

  private String state() {
    byte[] bytes = new byte[STATE_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static boolean same(JsonObject one, JsonObject other) {
    return essence(one).equals(essence(other));
  }

  private static JsonObject essence(JsonObject params) {
    return params
        .without(MetaKeys.META)
        .without(Answerable.INPUT_RESPONSES)
        .without(Answerable.REQUEST_STATE);
  }
}
