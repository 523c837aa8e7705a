package io.portreeve.gateway.store;

/** What was decided about one version of a definition. Only {@link #APPROVED} lets it through. */
public enum PinState {
  /** Seen, and nothing was ever decided under this name. */
  PENDING,
  /** The one version that may be used. */
  APPROVED,
  /** Differs from what is or was approved, or somebody refused it. */
  QUARANTINED,
  /** Was approved until another version was; coming back to it counts as drift. */
  SUPERSEDED
}
