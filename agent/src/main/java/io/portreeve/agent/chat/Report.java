package io.portreeve.agent.chat;

import io.portreeve.agent.Events;
import io.portreeve.agent.Outcome;

/** Hears what happens while a request is done, and how that ends. */
interface Report extends Events {
  /**
   * A conversation goes on that was kept: what was read in it before counts as untrusted.
   *
   * @param quarantined how many entries were found in it that nobody wrote through us
   * @param missing how many are gone
   */
  void resumed(String name, long quarantined, long missing);

  /** It came to an end. */
  void ended(Outcome outcome);

  /** The user called it off. */
  void calledOff();

  /**
   * It did not come to an end.
   *
   * @param kind what failed, in a word
   * @param why a line for the user
   */
  void failed(String kind, String why);
}
