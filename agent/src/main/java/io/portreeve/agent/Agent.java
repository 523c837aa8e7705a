package io.portreeve.agent;

import io.portreeve.agent.model.Model;
import io.portreeve.agent.model.ModelFailure;
import io.portreeve.agent.model.OfferedPrompt;
import io.portreeve.agent.model.OfferedResource;
import io.portreeve.agent.model.OfferedTool;
import io.portreeve.agent.tools.Link;
import io.portreeve.agent.tools.ToolClient;
import io.portreeve.agent.tools.ToolsFailure;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;

/**
 * An AI application: a model that may use tools, all of them behind a gateway, and a person who is
 * asked. It may hold several conversations at once, each on one thread at a time.
 */
public final class Agent implements AutoCloseable {
  private final Parts parts;

  private Agent(Parts parts) {
    this.parts = parts;
  }

  /**
   * Makes one that reaches its tools over {@code link}, which it closes in the end.
   *
   * @throws ToolsFailure if nobody answers there; the link is closed then
   */
  public static Agent open(Model model, Link link, Person person, Options options)
      throws ToolsFailure, InterruptedException {
    return open(model, link, person, options, InstantSource.system());
  }

  static Agent open(Model model, Link link, Person person, Options options, InstantSource clock)
      throws ToolsFailure, InterruptedException {
    Rules rules = Rules.of(options, new SecureRandom());
    return new Agent(new Parts(model, ToolClient.open(link), person, options, rules, clock));
  }

  /** The tools that a model is offered at this moment. */
  public List<OfferedTool> tools() throws ToolsFailure, InterruptedException {
    return parts.offered();
  }

  /** The prompts that a user may put into a conversation at this moment. */
  public List<OfferedPrompt> prompts() throws ToolsFailure, InterruptedException {
    return parts.prompts();
  }

  /** The resources that he may put into one, and what stands for more of them than are listed. */
  public List<OfferedResource> resources() throws ToolsFailure, InterruptedException {
    return parts.resources();
  }

  /** Begins a conversation in which nothing was said. */
  public Conversation converse(Events events) {
    return new Conversation(parts, History.ofProcess(), List.of(), events);
  }

  /**
   * Goes on with one that is on record. What was read in it before counts as untrusted.
   *
   * @throws IOException if the record cannot be read, or is not as it was written
   */
  public Conversation converse(History history, Events events) throws IOException {
    return new Conversation(parts, history, history.turns(), events);
  }

  /** Does one thing in a conversation of its own, and gives what the model says in the end. */
  public String run(String userText)
      throws ModelFailure, ToolsFailure, IOException, InterruptedException {
    return converse(Events.unheard()).say(userText).text();
  }

  @Override
  public void close() {
    parts.client().close();
  }
}
