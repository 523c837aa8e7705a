package io.portreeve.gateway.catalog;

/** A server was asked for nothing, since whoever wanted to know has no credential for it. */
public final class NotAsked extends Exception {
  private static final long serialVersionUID = 1L;

  public NotAsked(String why) {
    super(why, null, false, false);
  }
}
