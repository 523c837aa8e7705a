package io.portreeve.gateway.rotation;

import java.util.List;
import java.util.function.ToLongFunction;

/**
 * So much lies in a store under a secret.
 *
 * @param keys live ones
 */
public record Amounts(long keys, long logins, long signatures) {
  /** Whether it is nothing at all. */
  public boolean isNothing() {
    return keys + logins + signatures == 0;
  }

  /** What is left once each of these is taken away. */
  Amounts without(List<Amounts> parts) {
    return new Amounts(
        keys - sum(parts, Amounts::keys),
        logins - sum(parts, Amounts::logins),
        signatures - sum(parts, Amounts::signatures));
  }

  private static long sum(List<Amounts> parts, ToLongFunction<Amounts> of) {
    return parts.stream().mapToLong(of).sum();
  }
}
