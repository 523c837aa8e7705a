package io.portreeve.gateway.cli;

import io.portreeve.gateway.keys.KeyRing;
import java.security.SecureRandom;

/** The key ring of a configuration's data directory, open beside a gateway that may be running. */
record OpenKeys(OpenStore open, KeyRing ring) implements AutoCloseable {
  static OpenKeys of(OpenStore open, Terminal terminal) {
    SecureRandom random = new SecureRandom();
    return new OpenKeys(
        open,
        KeyRing.open(
            open.store(), open.keys(), open.state().firstLookUps(), terminal.clock(), random));
  }

  @Override
  public void close() {
    open.close();
  }
}
