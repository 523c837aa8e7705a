package io.portreeve.gateway.http;

import io.netty.channel.SelectStrategy;
import io.netty.util.IntSupplier;

/**
 * How an event loop waits: it lets those run that it has given work before it looks again, and
 * sleeps only when it has looked twice in vain. What they have for it by then needs no system call
 * to wake it, and is taken as one batch. For one loop.
 */
final class Lingering implements SelectStrategy {
  private boolean looked;

  @Override
  @SuppressWarnings("ThreadPriorityCheck") // only speed hangs on who runs next
  public int calculateStrategy(IntSupplier select, boolean hasTasks) throws Exception {
    Thread.yield();
    int ready = select.get();
    boolean idle = ready == 0 && !hasTasks;
    if (idle && looked) {
      looked = false;
      return SELECT;
    }
    looked = idle;
    return ready;
  }
}
