package io.portreeve.gateway.journey;

/** What a call that is continued has of its approval, sealed between its rounds. */
public sealed interface Continued {
  /** The question that it was put off with; nothing was said of it then. */
  record Asked(String approval) implements Continued {}

  /**
   * The yes that it was made with.
   *
   * @param use how often it will have gone on with it, this time included: each is good once
   * @param answers whether the server asked something, so that answers may have come to the call
   */
  record Approved(String approval, int use, boolean answers) implements Continued {
    /** The next time. */
    Approved next() {
      return new Approved(approval, use + 1, answers);
    }

    /** The same, after a question of the server. */
    Approved afterQuestion() {
      return new Approved(approval, use, true);
    }
  }
}
