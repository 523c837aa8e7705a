package io.portreeve.gateway.arguments;

/**
 * One argument of a tool and what it is taken to be.
 *
 * @param argument its name, or a JSON pointer to it
 * @param kind the word for it; {@code -} if it passes as it is
 * @param why what led to it
 */
public record ListedArgument(
    String server, String tool, String argument, String kind, Source source, String why) {

  /** Who says so. */
  public enum Source {
    /** The configuration. */
    DECLARED,
    /** Its name or format, in the definition that was pinned. */
    INFERRED,
    /** Nobody. */
    NOBODY
  }
}
