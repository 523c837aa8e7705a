package io.portreeve.gateway.store;

import java.io.Serial;

/** A server has shown somebody more definitions than are kept of it; none of the new ones was. */
public final class TooManyDefinitions extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  public TooManyDefinitions(String viewer) {
    super("too many definitions were shown to " + viewer);
  }
}
