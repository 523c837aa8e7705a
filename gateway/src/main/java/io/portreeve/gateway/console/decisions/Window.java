package io.portreeve.gateway.console.decisions;

import java.time.Duration;

/** How far back somebody looks, and in what steps. */
public enum Window {
  HOUR("Last hour", Duration.ofMinutes(5), 12),
  DAY("Last day", Duration.ofHours(1), 24),
  WEEK("Last week", Duration.ofHours(12), 14);

  private final String title;
  private final Duration step;
  private final int steps;

  Window(String title, Duration step, int steps) {
    this.title = title;
    this.step = step;
    this.steps = steps;
  }

  public String title() {
    return title;
  }

  public Duration step() {
    return step;
  }

  public int steps() {
    return steps;
  }

  public Duration span() {
    return step.multipliedBy(steps);
  }
}
