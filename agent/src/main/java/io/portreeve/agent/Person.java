package io.portreeve.agent;

import java.util.Set;

/**
 * Port: whoever sits in front of the agent, and alone may say yes. What he is shown was in part
 * written by strangers: whoever draws it on a screen has to clean it for that screen first.
 *
 * <p>Both methods are called on the thread that runs the conversation, which waits for the answer;
 * interrupting it takes the question back.
 */
public interface Person {
  /** Answers what the gateway asks, above all whether a call may be made. */
  Answer answer(Question question) throws InterruptedException;

  /**
   * Looks at a plan before anything is done, and says what of it he agrees to: all, some, or
   * nothing of it. What he adds beside it is not taken.
   */
  Set<String> agree(Plan plan) throws InterruptedException;

  /** Nobody is there: nothing is approved, and every question is left unanswered. */
  static Person nobody() {
    return new Nobody();
  }
}
