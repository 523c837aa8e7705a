package io.portreeve.gateway;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.http.HttpEngine;
import io.portreeve.gateway.keys.SecretSource;
import io.portreeve.gateway.policy.PolicyFault;
import io.portreeve.gateway.recording.JournalTrail;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.function.UnaryOperator;

/** What outlives a configuration: what is kept, and the engine that connects. */
record Parts(
    Vault vault, HttpEngine engine, SecretSource secrets, InstantSource clock, KeyUses uses)
    implements AutoCloseable {

  static Parts open(Configuration configuration, SecretSource secrets) throws StartFault {
    InstantSource clock = InstantSource.system();
    Vault vault = Vault.open(configuration.data(), Settings.journal(configuration), clock);
    return new Parts(vault, HttpEngine.start(), secrets, clock, new KeyUses(vault.keys()));
  }

  /** What the listener refuses by itself, for the record. */
  RecordedRefusals refusals() {
    return new RecordedRefusals(
        new OperatorLog(clock),
        new JournalTrail(vault.journal(), UnaryOperator.identity()),
        clock,
        new ExchangeIds(new SecureRandom()));
  }

  /** A configuration's servers, and all that is wired to them. */
  record Wired(Servers servers, Wiring wiring) implements AutoCloseable {
    Generation generation() {
      return new Generation(wiring.handler(), wiring::quiet, this::close);
    }

    @Override
    public void close() {
      wiring.close();
      servers.close();
    }
  }

  Wired wire(Configuration configuration) throws PolicyFault {
    Servers servers = Servers.open(configuration, secrets, engine, clock);
    try {
      return new Wired(servers, new Wiring(configuration, vault, servers, clock));
    } catch (PolicyFault | RuntimeException fault) {
      servers.close();
      throw fault;
    }
  }

  @Override
  public void close() {
    engine.close();
    uses.close();
    vault.close();
  }
}
