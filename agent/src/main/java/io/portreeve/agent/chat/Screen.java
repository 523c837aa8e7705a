package io.portreeve.agent.chat;

import java.util.Optional;

/**
 * Port: where a conversation is shown, and where its user types. It shows what it is given as it
 * is: whoever shows what a stranger wrote cleans it first.
 */
interface Screen extends AutoCloseable {
  /** What the user wants next; empty when he has done. */
  Optional<String> next(String prompt);

  /**
   * What he says to a question. What was typed before it was shown is no answer to it.
   *
   * @return empty where he gives none: he interrupted, has done, or nobody is there
   */
  Optional<String> answer(String question);

  /** Offers these while something is typed, where it can. */
  void complete(Completion completion);

  /** Shows a further piece of what the model says. */
  void say(String piece);

  /** Ends what the model was saying, if it said anything. */
  void pause();

  /** Shows a line about what happens. */
  void tell(String line);

  /** Shows a line that has nothing to do with what is typed or said, from any thread. */
  void notice(String line);

  /** Marks what stands out. */
  Ink ink();

  /** From now on, until that is closed, an interrupt does this. */
  Attention onInterrupt(Runnable act);

  @Override
  void close();

  /** Ends when it is closed. */
  interface Attention extends AutoCloseable {
    @Override
    void close();
  }
}
