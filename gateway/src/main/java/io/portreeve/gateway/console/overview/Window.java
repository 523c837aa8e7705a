package io.portreeve.gateway.console.overview;

import java.time.Duration;

/** How far back the page looks, and in what steps. */
enum Window {
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

  String title() {
    return title;
  }

  Duration step() {
    return step;
  }

  int steps() {
    return steps;
  }

  Duration span() {
    return step.multipliedBy(steps);
  }
}
