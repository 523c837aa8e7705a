package io.portreeve.agent;

import io.portreeve.agent.model.Model;
import io.portreeve.agent.model.ModelFailure;
import io.portreeve.agent.model.OfferedTool;
import java.util.List;

/**
 * An AI application: a model that may use tools, all of them behind a gateway, and a person who is
 * asked. It may hold several conversations at once, each on one thread at a time.
 */
public final class Agent implements AutoCloseable {
  private final Link link;

  private Agent(Link link) {
    this.link = link;
  }

  /**
   * Makes one that reaches its tools over {@code link}, which it closes in the end.
   *
   * @throws ToolsFailure if nobody answers there; the link is closed then
   */
  public static Agent open(Model model, Link link, Person person, Options options)
      throws ToolsFailure, InterruptedException {
    throw new UnsupportedOperationException("" + model + link + person + options);
  }

  /** The tools that a model is offered at this moment. */
  public List<OfferedTool> tools() throws ToolsFailure, InterruptedException {
    throw new UnsupportedOperationException();
  }

  /** Begins a conversation in which nothing was said. */
  public Conversation converse(Events events) {
    return converse(History.ofProcess(), events);
  }

  /** Goes on with one that is on record. What was heard in it before counts as untrusted. */
  public Conversation converse(History history, Events events) {
    throw new UnsupportedOperationException("" + history + events);
  }

  /** Does one thing in a conversation of its own, and gives what the model says in the end. */
  public String run(String userText) throws ModelFailure, ToolsFailure, InterruptedException {
    return converse(Events.unheard()).say(userText).text();
  }

  @Override
  public void close() {
    link.close();
  }
}
