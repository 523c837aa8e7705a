package io.portreeve.gateway.tls;

import java.io.IOException;

/** A certificate or key, PEM, that may be renewed at any time. */
@FunctionalInterface
public interface Material {
  /** As it is now. */
  byte[] read() throws IOException;
}
