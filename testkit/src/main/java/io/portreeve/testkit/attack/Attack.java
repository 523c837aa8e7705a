package io.portreeve.testkit.attack;

/** What is tried, and by what it is known to have worked. */
public enum Attack {
  /** A text names a file outside of what the tool serves: the answer has lines of /etc/passwd. */
  PATH_TRAVERSAL,
  /** A text brings a command, a statement or an expression: the answer has what it calculates. */
  INJECTION,
  /** Arguments break the tool's own input schema: the call is done nevertheless. */
  BROKEN_SCHEMA,
  /** A text has characters that steer a terminal or that nobody sees: the answer has them. */
  HIDDEN_CHARACTERS
}
