package io.portreeve.gateway.sandbox;

/** Port: told of what confined programs try. Must not block or throw. */
@FunctionalInterface
public interface Incidents {
  /**
   * It happened.
   *
   * @param whose the principal for whom the program was started
   */
  void happened(String whose, Incident incident);
}
