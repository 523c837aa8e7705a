package io.portreeve.gateway.cli;

import io.portreeve.gateway.DurableState;
import io.portreeve.gateway.catalog.RememberedServer;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.scan.KeptQuarantine;
import io.portreeve.gateway.store.Store;
import io.portreeve.guard.ServerFindings;
import java.util.List;
import java.util.Optional;

/**
 * What a gateway of this configuration remembers. Where none ever ran, nothing is made; a database
 * that nodes share is not changed, and refused where it is of an older version.
 */
record KeptStore(Optional<SeenStore> open) implements AutoCloseable {
  static KeptStore of(Configuration configuration, Terminal terminal) {
    return of(OpenStore.state(configuration, terminal));
  }

  /** The same, but for what other machines would have to be asked about. */
  static KeptStore onThisMachine(Configuration configuration, Terminal terminal) {
    DurableState state = OpenStore.state(configuration, terminal);
    return state.isShared() ? new KeptStore(Optional.empty()) : of(state);
  }

  private static KeptStore of(DurableState state) {
    return new KeptStore(state.isMade() ? Optional.of(SeenStore.of(state)) : Optional.empty());
  }

  Optional<Store> store() {
    return open.map(SeenStore::store);
  }

  /** What is remembered of a server; nothing if there is no store. */
  RememberedServer remembered(String server) {
    return new RememberedServer(store().map(kept -> kept.pins().of(server)).orElse(List.of()));
  }

  /** Which servers are in quarantine; none if there is no store. */
  ServerFindings quarantined(Configuration configuration) {
    return open.map(
            kept -> KeptQuarantine.remembered(kept.store(), kept.ofThisNode(), configuration))
        .orElseGet(() -> _ -> Optional.empty());
  }

  @Override
  public void close() {
    open.ifPresent(SeenStore::close);
  }
}
