package io.portreeve.gateway.child;

import io.portreeve.mcp.stdio.Lines;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The memory that the lines share that children have begun and not ended. A child whose line finds
 * no room waits, and is ended if there is none for too long; those of one program take no more than
 * a share.
 */
public final class UnfinishedLines {
  /** The part of the heap that they may take. */
  private static final int PARTS = 4;

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** No shorter lines count: so much every child may cost. */
  static final int SHORT = 64 * 1024;

  /** As it is gathered, growing by copying, and as it is read. */
  static final int COPIES = 3;

  private final long most;
  private final Duration patience;
  private final Map<String, Long> ofPrograms = new HashMap<>();
  private long used;

  UnfinishedLines(long most, Duration patience) {
    this.most = most;
    this.patience = patience;
  }

  /** A part of the heap that this process may have. */
  public static UnfinishedLines ofHeap() {
    return new UnfinishedLines(Runtime.getRuntime().maxMemory() / PARTS, PATIENCE);
  }

  /** There was no room for a line, for too long. */
  static final class NoRoom extends IOException {
    private static final long serialVersionUID = 1;

    NoRoom() {
      super("no room for an unfinished line");
    }
  }

  /** What the lines of one child take. */
  public Lines.Room of(String program) {
    return new Part(program);
  }

  private final class Part implements Lines.Room {
    private final String program;
    private long mine;

    Part(String program) {
      this.program = program;
    }

    @Override
    public void hold(int bytes) throws IOException {
      // The longest line there may be is read, too, once it is alone.
      long all = bytes <= SHORT ? 0 : Math.min((long) COPIES * bytes, share());
      try {
        change(all);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException();
      }
    }

    private void change(long all) throws IOException, InterruptedException {
      if (all == mine) {
        return; // nearly every line is short, and takes nothing from anybody
      }
      long deadline = System.nanoTime() + patience.toNanos();
      synchronized (UnfinishedLines.this) {
        while (all > mine && !fits(all - mine)) {
          long left = deadline - System.nanoTime();
          if (left <= 0) {
            throw new NoRoom();
          }
          TimeUnit.NANOSECONDS.timedWait(UnfinishedLines.this, left);
        }
        used += all - mine;
        ofPrograms.merge(program, all - mine, Long::sum);
        ofPrograms.remove(program, 0L);
        if (all < mine) {
          UnfinishedLines.this.notifyAll();
        }
        mine = all;
      }
    }

    private boolean fits(long more) {
      return used + more <= most && ofPrograms.getOrDefault(program, 0L) + more <= share();
    }
  }

  private long share() {
    return most / 4 * 3;
  }

  synchronized long used() {
    return used;
  }
}
