package io.portreeve.gateway.catalog;

/** What a viewer was shown last under a name. */
sealed interface Shown {
  /** A version of his own. */
  record Own(Definition definition) implements Shown {}

  /** Perhaps one of his own, which is forgotten: nothing to approve a use by. */
  record Forgotten() implements Shown {}

  /** What everybody is shown, if anything. */
  record Usual() implements Shown {}

  /** What it is if it is not known to be his own. */
  static Shown other(boolean forgetful) {
    return forgetful ? new Forgotten() : new Usual();
  }
}
