package io.portreeve.controls.sensitive;

/**
 * A kind of sensitive data.
 *
 * @param id lower case, words joined by dashes; never given to another kind
 * @param title what it is, with its article
 */
public record Kind(String id, Group group, String title) {
  /** What stands in the place of it; no rule finds anything in that. */
  public String placeholder() {
    return "[redacted: " + id + "]";
  }
}
