package io.portreeve.agent;

import io.portreeve.agent.model.Model;
import io.portreeve.agent.model.ModelFailure;
import io.portreeve.agent.tools.Link;
import io.portreeve.agent.tools.ToolClient;
import io.portreeve.agent.tools.ToolsFailure;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;

/**
 * The tools of an {@link Agent} without its model: for an application that asks its own, in a
 * framework of its own. Whatever it does not do with the model, nobody does: there are no plans.
 */
public final class Toolbox implements AutoCloseable {
  private static final Model ELSEWHERE =
      (_, _) -> {
        throw new ModelFailure(ModelFailure.Kind.REFUSED, "the model is another's to ask");
      };

  private final Parts parts;

  private Toolbox(Parts parts) {
    this.parts = parts;
  }

  /**
   * Opens one that reaches its tools over {@code link}, which it closes in the end.
   *
   * @throws ToolsFailure if nobody answers there; the link is closed then
   */
  public static Toolbox open(Link link, Person person, Options options)
      throws ToolsFailure, InterruptedException {
    Rules rules = Rules.of(options, new SecureRandom());
    return new Toolbox(
        new Parts(
            ELSEWHERE, ToolClient.open(link), person, options, rules, InstantSource.system()));
  }

  /**
   * Begins a conversation.
   *
   * @param earlier what the user wrote in it before. If there is any, more was read in it than the
   *     gateway knows, and it counts as one in which untrusted data was heard
   */
  public Talk talk(List<String> earlier, Events events) {
    return new Talk(parts, new Standing(parts.client(), earlier, !earlier.isEmpty()), events);
  }

  /** The rules about texts that its tools follow. */
  public TextRules rules(Events events) {
    return new TextRules(parts.rules(), events);
  }

  @Override
  public void close() {
    parts.client().close();
  }
}
