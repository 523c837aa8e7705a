package io.portreeve.agent.chat;

/**
 * A Ctrl-C that came while nobody listened for one: it is kept for whoever listens next. Before
 * anybody listened at all, and where it comes again unheard, it ends the process as it ends others.
 */
final class UnheardInterrupt {
  private final Runnable end;
  private boolean begun;
  private boolean kept;

  UnheardInterrupt(Runnable end) {
    this.end = end;
  }

  /** One came. */
  void came() {
    if (isTheEnd()) {
      end.run();
    }
  }

  private synchronized boolean isTheEnd() {
    boolean last = kept || !begun;
    kept = true;
    return last;
  }

  /** One came too late for whoever listened. */
  synchronized void keep() {
    kept = true;
  }

  /** Whether one came since this was last asked; whoever asks listens now. */
  synchronized boolean taken() {
    boolean taken = kept;
    begun = true;
    kept = false;
    return taken;
  }
}
