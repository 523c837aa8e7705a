package io.portreeve.gateway.config;

/** What a server may ask of the client, or of the person before it, while it works. */
public enum ServerInput {
  /** To fill in a form. */
  ELICITATION_FORM,
  /** To open an address. */
  ELICITATION_URL,
  /** To have the client's model answer. */
  SAMPLING,
  /** To name the directories it works in. */
  ROOTS
}
