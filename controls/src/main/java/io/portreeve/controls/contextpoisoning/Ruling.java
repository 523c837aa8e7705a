package io.portreeve.controls.contextpoisoning;

/** Whether a call may be made in a conversation. */
public sealed interface Ruling {
  /** It may. */
  record Allowed() implements Ruling {}

  /** Private data was read that may not flow there. */
  record TooPrivate() implements Ruling {}

  /** Untrusted data was read, and the policy allows no consequential call after that. */
  record AfterUntrusted() implements Ruling {}

  /** It was not planned before untrusted data was read. */
  record Unplanned() implements Ruling {}

  /**
   * An argument that decides comes from nowhere that it may come from.
   *
   * @param value what a person would have to endorse
   */
  record Untraced(String argument, String value) implements Ruling {}
}
