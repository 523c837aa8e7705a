package io.portreeve.gateway.config.form;

import java.util.Comparator;

/**
 * One thing that is wrong with a configuration, and what to do about it. Never holds the text of a
 * secret.
 *
 * @param path the key, as {@code servers.files.timeout}; empty for the file as a whole
 */
public record Problem(Place place, String path, String what, String fix)
    implements Comparable<Problem> {
  /** What to do where something is referred to that is not here. */
  static final String NEEDED = "the gateway needs it at the start";

  private static final Comparator<Problem> ORDER =
      Comparator.comparing(Problem::place)
          .thenComparing(Problem::path)
          .thenComparing(Problem::what)
          .thenComparing(Problem::fix);

  /** Whether something that the file refers to is not here, as it may be where it is to run. */
  public boolean isOfAReference() {
    return fix.equals(NEEDED);
  }

  @Override
  public int compareTo(Problem other) {
    return ORDER.compare(this, other);
  }

  /** The one line an operator reads: {@code file:line:column: key: what is wrong; what to do}. */
  public String render(String file) {
    String where =
        place.equals(Place.OUTSIDE)
            ? file
            : "%s:%d:%d".formatted(file, place.line(), place.column());
    return where + ": " + (path.isEmpty() ? "" : path + ": ") + what + "; " + fix;
  }
}
