package io.portreeve.agent.model;

/** A language model that may ask for tools. */
public interface Model {
  /**
   * Asks it once, and returns when it has said all it says to that. What it asks for has been done
   * by nobody yet.
   *
   * @param streamed is told of its text as it comes, on the thread that asks
   * @throws ModelFailure if there is no answer, or none that can be read
   * @throws InterruptedException if the thread is interrupted: the request is given up then
   */
  Reply ask(Prompt prompt, Streamed streamed) throws ModelFailure, InterruptedException;
}
