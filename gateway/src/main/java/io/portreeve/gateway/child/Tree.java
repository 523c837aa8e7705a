package io.portreeve.gateway.child;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A process and everything that was started under it, as far as it was ever seen there.
 *
 * <p>A descendant that lost its parent before anyone looked is not found: only a process namespace
 * of its own holds those.
 */
final class Tree {
  private final Process root;
  private final Set<ProcessHandle> seen = new LinkedHashSet<>();

  Tree(Process root) {
    this.root = root;
  }

  synchronized void look() {
    seen.addAll(root.descendants().toList());
  }

  /** Asks all of it to end. */
  synchronized void terminate() {
    look();
    root.toHandle().destroy(); // unlike the process itself, this leaves its streams open
    seen.forEach(ProcessHandle::destroy);
  }

  /** Ends all of it. */
  synchronized void kill() {
    look();
    root.toHandle().destroyForcibly();
    seen.forEach(ProcessHandle::destroyForcibly);
  }

  /** Whether all of it ended in time. */
  boolean awaitEnd(Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    if (!root.waitFor(patience.toNanos(), TimeUnit.NANOSECONDS)) {
      return false;
    }
    for (ProcessHandle each : snapshot()) {
      if (!ended(each, deadline)) {
        return false;
      }
    }
    return true;
  }

  private synchronized Set<ProcessHandle> snapshot() {
    return Set.copyOf(seen);
  }

  private static boolean ended(ProcessHandle process, long deadline) throws InterruptedException {
    try {
      process.onExit().get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException late) {
      return !process.isAlive();
    } catch (ExecutionException impossible) {
      throw new IllegalStateException("waiting for a process cannot fail", impossible);
    }
  }
}
