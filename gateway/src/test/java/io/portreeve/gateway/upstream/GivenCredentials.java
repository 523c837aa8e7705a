package io.portreeve.gateway.upstream;

import io.portreeve.guard.Exchange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Credentials that a test hands out: to each principal its own, and another after a refusal. */
final class GivenCredentials implements UpstreamCredentials {
  final List<Refusal> refusals = new CopyOnWriteArrayList<>();
  private final Map<String, List<UpstreamCredential>> given = new ConcurrentHashMap<>();

  /** What the principal has now, and what replaces it one after the other when it is refused. */
  GivenCredentials give(String principal, UpstreamCredential... inTurn) {
    given.put(principal, new ArrayList<>(List.of(inTurn)));
    return this;
  }

  /** A token of a set that is named as its principal. */
  GivenCredentials token(String principal, String token) {
    return give(principal, UpstreamCredential.Granted.bearer(token, principal));
  }

  @Override
  public synchronized UpstreamCredential of(Exchange exchange) {
    List<UpstreamCredential> own = given.get(exchange.principal().id());
    return own == null ? new UpstreamCredential.Unavailable("nothing was given") : own.getFirst();
  }

  @Override
  public synchronized boolean refused(
      Exchange exchange, UpstreamCredential.Granted granted, Refusal refusal) {
    refusals.add(refusal);
    List<UpstreamCredential> own = given.getOrDefault(exchange.principal().id(), List.of());
    if (own.size() < 2) {
      return false;
    }
    own.removeFirst();
    return true;
  }

  @Override
  public synchronized boolean lasts(Exchange exchange, UpstreamCredential.Granted granted) {
    return given.values().stream().anyMatch(own -> own.getFirst().equals(granted));
  }
}
