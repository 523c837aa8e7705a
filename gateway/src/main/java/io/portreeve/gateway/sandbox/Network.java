package io.portreeve.gateway.sandbox;

/** What of the network a program reaches itself. */
public sealed interface Network {
  /** Nothing: no socket can be made. */
  record None() implements Network {}

  /**
   * TCP to one port of whatever host, where nothing but our own proxy listens on this machine.
   * Names cannot be looked up and nothing else can be sent.
   */
  record OnePort(int port) implements Network {
    /** The port must be one. */
    public OnePort {
      if (port < 1 || port > 65_535) {
        throw new IllegalArgumentException("no port: " + port);
      }
    }
  }

  /** Everything. */
  record Open() implements Network {}
}
