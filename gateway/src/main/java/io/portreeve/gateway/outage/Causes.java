package io.portreeve.gateway.outage;

import java.util.stream.Stream;

/** What stands behind a failure: libraries wrap what happened, several times over. */
public final class Causes {
  /** A cause of a cause of a cause is far enough; a circle of causes has no end. */
  private static final int DEPTH = 16;

  private Causes() {}

  /** The failure itself, its cause, the cause of that, and so on. */
  public static Stream<Throwable> of(Throwable failure) {
    return Stream.iterate(failure, one -> one != null, Throwable::getCause).limit(DEPTH);
  }

  /** The deepest of them, which says most of what happened. */
  public static Throwable root(Throwable failure) {
    return of(failure).reduce((_, deeper) -> deeper).orElse(failure);
  }
}
