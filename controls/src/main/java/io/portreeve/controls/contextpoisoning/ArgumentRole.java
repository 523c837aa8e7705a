package io.portreeve.controls.contextpoisoning;

/** What an argument of a sink is for. */
public enum ArgumentRole {
  /** It decides who, where or which: a recipient, an address, a password. */
  AUTHORITY,
  /** It names an object by an id that a server issued. */
  IDENTIFIER,
  /** It is carried, and decides nothing: a subject, a text, a date. */
  CONTENT
}
