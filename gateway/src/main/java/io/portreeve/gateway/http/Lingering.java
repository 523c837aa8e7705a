package io.portreeve.gateway.http;

import io.netty.channel.SelectStrategy;
import io.netty.util.IntSupplier;

/**
 * How an event loop waits: it lets those run that it has given work, before it looks again, and
 * looks a few times more before it sleeps. What they have for it by then needs no system call to
 * wake it, and is taken as one batch. For one loop.
 */
final class Lingering implements SelectStrategy {
  /** How often to look again: some microseconds where nobody else wants the processor. */
  private static final int LOOKS = 16;

  private int looked;

  @Override
  @SuppressWarnings("ThreadPriorityCheck") // only speed hangs on who runs next
  public int calculateStrategy(IntSupplier select, boolean hasTasks) throws Exception {
    Thread.yield();
    int ready = select.get();
    if (ready > 0 || hasTasks) {
      looked = 0;
      return ready;
    }
    if (looked == LOOKS) {
      looked = 0;
      return SELECT;
    }
    looked++;
    return 0;
  }
}
