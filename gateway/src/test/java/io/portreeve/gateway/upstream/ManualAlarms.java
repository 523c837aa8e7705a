package io.portreeve.gateway.upstream;

import io.portreeve.testkit.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Alarms that ring only when a test says so. */
final class ManualAlarms implements Alarms {
  private final List<Set> set = new ArrayList<>();

  private record Set(Duration delay, Runnable action, long number) {}

  private long last;

  @Override
  public synchronized Pending after(Duration delay, Runnable action) {
    Set alarm = new Set(delay, action, ++last);
    set.add(alarm);
    return () -> cancel(alarm);
  }

  private synchronized void cancel(Set alarm) {
    set.remove(alarm);
  }

  /** Rings every alarm set for that delay; waits for one to be set. */
  void ring(Duration delay) {
    Eventually.holds("an alarm is set for " + delay, () -> count(delay) > 0);
    ringNow(delay);
  }

  /** Rings every alarm that is set for that delay, until it is enough. */
  void ringUntil(Duration delay, BooleanSupplier enough) {
    Eventually.holds(
        "ringing was enough",
        () -> {
          ringNow(delay);
          return enough.getAsBoolean();
        });
  }

  private void ringNow(Duration delay) {
    due(delay).forEach(it -> it.action().run());
  }

  private synchronized List<Set> due(Duration delay) {
    List<Set> due = set.stream().filter(it -> it.delay().equals(delay)).toList();
    set.removeAll(due);
    return due;
  }

  synchronized long count(Duration delay) {
    return set.stream().filter(it -> it.delay().equals(delay)).count();
  }
}
