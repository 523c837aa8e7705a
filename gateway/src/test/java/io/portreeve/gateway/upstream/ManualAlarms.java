package io.portreeve.gateway.upstream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Alarms that ring only when a test says so. */
final class ManualAlarms implements Alarms {
  private final List<Set> set = new ArrayList<>();

  private record Set(Duration delay, Runnable action, long number) {}

  private long last;

  @Override
  public synchronized Alarm after(Duration delay, Runnable action) {
    Set alarm = new Set(delay, action, ++last);
    set.add(alarm);
    notifyAll();
    return () -> cancel(alarm);
  }

  private synchronized void cancel(Set alarm) {
    set.remove(alarm);
  }

  /** Rings every alarm set for that delay; waits for one to be set. */
  void ring(Duration delay) throws InterruptedException {
    due(delay).forEach(it -> it.action().run());
  }

  /** Rings every alarm that is set for that delay, until it is enough. */
  synchronized void ringUntil(Duration delay, BooleanSupplier enough) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!enough.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("ringing did not help: " + set);
      }
      List<Set> due = set.stream().filter(it -> it.delay().equals(delay)).toList();
      set.removeAll(due);
      due.forEach(it -> it.action().run());
      wait(10);
    }
  }

  private synchronized List<Set> due(Duration delay) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (count(delay) == 0) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("no alarm was set for " + delay + ": " + set);
      }
      wait(100);
    }
    List<Set> due = set.stream().filter(it -> it.delay().equals(delay)).toList();
    set.removeAll(due);
    return due;
  }

  synchronized long count(Duration delay) {
    return set.stream().filter(it -> it.delay().equals(delay)).count();
  }
}
