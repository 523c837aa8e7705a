package io.portreeve.agent;

import io.portreeve.agent.model.ModelFailure;

/** What is said between a user and a model, and what came of it. For one thread at a time. */
public final class Conversation {
  Conversation() {}

  /**
   * Takes what the user says, has the model do what it wants with the tools it may use, and returns
   * when it has nothing more to do. After an exception, too, the conversation can go on: what was
   * said and done by then is part of it.
   *
   * @throws ModelFailure if the model gives no answer
   * @throws ToolsFailure if the gateway is gone; single calls that fail are told to the model
   * @throws InterruptedException if the thread is interrupted: what is under way is called off, at
   *     the server, too
   */
  public Outcome say(String userText) throws ModelFailure, ToolsFailure, InterruptedException {
    throw new UnsupportedOperationException(userText);
  }
}
