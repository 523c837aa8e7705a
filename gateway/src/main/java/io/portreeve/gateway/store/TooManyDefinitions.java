package io.portreeve.gateway.store;

import java.io.Serial;

/** A server has shown more definitions than are kept for it; none of the new ones was. */
public final class TooManyDefinitions extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  public TooManyDefinitions(String server) {
    super("server " + server + " has shown too many definitions");
  }
}
