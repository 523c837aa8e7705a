package io.portreeve.gateway.upstream;

import io.portreeve.mcp.ServerId;

/** Port: told of what servers do amiss. For the operator; must not block or throw. */
@FunctionalInterface
public interface UpstreamObserver {
  /**
   * The server did something odd.
   *
   * @param detail our own words, with at most a name that the operator or the server gave
   */
  void saw(ServerId server, Oddity oddity, String detail);
}
