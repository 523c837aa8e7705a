package io.portreeve.guard;

/** Judges who comes, before anything that they say is read. */
public non-sealed interface ConnectionControl extends Control {
  Verdict<Arrival> onArrival(Arrival arrival);
}
