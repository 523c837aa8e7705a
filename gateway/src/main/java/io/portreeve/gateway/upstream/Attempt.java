package io.portreeve.gateway.upstream;

import io.portreeve.gateway.journey.UpstreamException;

/** One try of a request, in a session or connection that may be lost under it. */
@FunctionalInterface
interface Attempt {
  void run() throws UpstreamException, StaleEra, SessionLost, InterruptedException;

  /**
   * Tries, and once more if it was lost and the server never saw the request, or may see it twice.
   *
   * @param repeatable whether a server that already did it may be asked to do it again
   */
  default void withSecond(boolean repeatable)
      throws UpstreamException, StaleEra, InterruptedException {
    try {
      run();
    } catch (SessionLost lost) {
      if (!lost.unsent() && !repeatable) {
        throw new UpstreamException(lost.why());
      }
      last();
    }
  }

  private void last() throws UpstreamException, StaleEra, InterruptedException {
    try {
      run();
    } catch (SessionLost lost) {
      throw new UpstreamException(lost.why());
    }
  }
}
