package io.portreeve.controls.sensitive;

/** What sensitive data is sensitive for. */
public enum Group {
  /** Whoever has it can act with it: keys, tokens, passwords. */
  SECRETS,
  /** It tells of a person: addresses, numbers of phones, cards, accounts and registers. */
  PERSONAL
}
