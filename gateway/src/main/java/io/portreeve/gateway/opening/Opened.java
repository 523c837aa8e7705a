package io.portreeve.gateway.opening;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What was opened so far of something that is made of parts, for a try with resources: unless the
 * whole is complete when that is left, however it is left, the parts are closed, the latest first.
 * One that cannot be closed keeps no other open, and an interrupt is kept. For one thread.
 */
public final class Opened implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger("io.portreeve.opening.unclosed");

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();

  /** Takes a part, which stands on those before it, and gives it back. */
  public <T extends AutoCloseable> T with(T part) {
    parts.push(part);
    return part;
  }

  /** Gives back the whole, which answers for its parts from now on. */
  public <T> T complete(T whole) {
    parts.clear();
    return whole;
  }

  @Override
  public void close() {
    if (!parts.isEmpty()) {
      boolean interrupted = false;
      try {
        parts.pop().close();
      } catch (InterruptedException later) {
        interrupted = true;
      } catch (Exception unclosed) {
        LOG.log(System.Logger.Level.ERROR, "what was opened could not be closed", unclosed);
      } finally {
        close();
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }
}
