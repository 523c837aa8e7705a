package io.portreeve.gateway.upstream;

/** What we knew of a server's era is no longer true. */
final class StaleEra extends Exception {
  private static final long serialVersionUID = 1L;

  StaleEra(String message) {
    super(message, null, false, false);
  }
}
