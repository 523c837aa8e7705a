package io.portreeve.gateway.sandbox;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** Tells of each incident of one program once, and of no more than a few. */
final class Told implements Consumer<Incident> {
  static final int MOST = 32;
  private static final int LONGEST = 300;

  private final Consumer<Incident> incidents;
  private final Set<Incident> before = new HashSet<>();

  Told(Consumer<Incident> incidents) {
    this.incidents = incidents;
  }

  @Override
  public synchronized void accept(Incident incident) {
    Incident shown = new Incident(incident.reason(), shown(incident.detail()));
    if (before.size() < MOST && before.add(shown)) {
      incidents.accept(shown);
      if (before.size() == MOST) {
        incidents.accept(new Incident(incident.reason(), "and more, of which nothing is said"));
      }
    }
  }

  /** On one line, and nothing that a terminal would obey. */
  private static String shown(String detail) {
    StringBuilder shown = new StringBuilder();
    detail
        .codePoints()
        .limit(LONGEST)
        .map(point -> Character.isISOControl(point) || !Character.isDefined(point) ? '?' : point)
        .map(point -> Character.getType(point) == Character.FORMAT ? '?' : point)
        .forEach(shown::appendCodePoint);
    return shown.toString();
  }
}
