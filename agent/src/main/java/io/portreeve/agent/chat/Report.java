package io.portreeve.agent.chat;

import io.portreeve.agent.Events;
import io.portreeve.agent.Outcome;

/** Hears what happens while a request is done, and how that ends. */
interface Report extends Events {
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
