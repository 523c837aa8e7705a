package io.portreeve.gateway.http;

import io.netty.channel.SelectStrategy;
import io.netty.util.IntSupplier;

/**
 * How an event loop waits: it looks a few times more, and lets other threads run in between, before
 * it sleeps. What they have for it by then needs no system call to wake it, and is taken as one
 * batch. For one loop.
 */
final class Lingering implements SelectStrategy {
  /** How often to look again: some tens of microseconds where nobody else wants the processor. */
  private static final int LOOKS = 16;

  private int looked;

  @Override
  @SuppressWarnings("ThreadPriorityCheck") // only speed hangs on who runs next
  public int calculateStrategy(IntSupplier select, boolean hasTasks) throws Exception {
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
    Thread.yield();
    return 0;
  }
}
