package io.portreeve.gateway.operations;

import io.portreeve.gateway.http.HttpRefusals;
import io.portreeve.gateway.http.Peer;
import io.portreeve.gateway.http.Refusal;
import io.portreeve.gateway.journey.AuditTrail;
import io.portreeve.gateway.metrics.Counts;
import io.portreeve.guard.Reason;
import io.portreeve.mcp.ServerId;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Everything that is counted while the gateway runs, whatever configurations come and go.
 *
 * <p>What tells numbers apart is what the operator named and what this program names: no word of a
 * client or of a server ever becomes one. Servers that no configuration in force has are not
 * counted, and what was counted of them is forgotten.
 */
public final class Meters {
  private final InstantSource clock;
  final Counts<Reason> turnedAway = new Counts<>(Reason.class);
  final Counts<Refusal> refusals = new Counts<>(Refusal.class);
  final LongAdder faults = new LongAdder();
  private final FindingMeter findings = new FindingMeter();
  private volatile Map<String, ServerMeter> servers = Map.of();

  public Meters(InstantSource clock) {
    this.clock = clock;
  }

  /** From now on, these are the servers; what was counted of those that stay is kept. */
  public synchronized void serving(Collection<String> ids) {
    Map<String, ServerMeter> next = new TreeMap<>();
    ids.forEach(id -> next.put(id, servers.getOrDefault(id, new ServerMeter())));
    servers = Collections.unmodifiableMap(next);
    findings.serving(ids);
  }

  /** What is counted of a server that there is. */
  public Optional<ServerMeter> of(ServerId server) {
    return Optional.ofNullable(servers.get(server.value()));
  }

  /** By the operator's ids, in their order. */
  Map<String, ServerMeter> servers() {
    return servers;
  }

  public FindingMeter findings() {
    return findings;
  }

  /** Counts all that the trail is told. */
  public AuditTrail inFrontOf(AuditTrail trail) {
    return new MeteredTrail(this, trail, clock);
  }

  /** Counts all that these refusals are told. */
  public HttpRefusals inFrontOf(HttpRefusals told) {
    return new HttpRefusals() {
      @Override
      public void refused(Refusal refusal, Peer peer) {
        refusals.add(refusal);
        told.refused(refusal, peer);
      }

      @Override
      public void failed(Throwable cause, Peer peer) {
        faults.increment();
        told.failed(cause, peer);
      }
    };
  }
}
