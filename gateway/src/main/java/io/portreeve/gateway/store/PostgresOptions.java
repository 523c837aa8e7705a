package io.portreeve.gateway.store;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How a store in PostgreSQL is reached.
 *
 * @param address {@code HOST[:PORT][,HOST[:PORT]…]/DATABASE}; of several hosts, the one that takes
 *     writes
 * @param password asked for at each connection, so that it may be renewed
 * @param authorities who vouch for the server, as PEM, asked for likewise; empty: the platform's
 * @param encrypted whether the server has to prove its name over TLS, or is spoken to without any
 * @param pool how many connections there are at most
 * @param timeout how long a connection, a statement, a lock and the wait for a turn may take each
 */
public record PostgresOptions(
    String address,
    String user,
    Supplier<String> password,
    Optional<Supplier<String>> authorities,
    boolean encrypted,
    int pool,
    Duration timeout) {
  public PostgresOptions {
    if (pool < 1 || timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("store options must be positive");
    }
  }

  /** What is read elsewhere stays there. */
  @Override
  public String toString() {
    return "PostgresOptions[%s, user=%s]".formatted(address, user);
  }
}
