package io.portreeve.agent;

import io.portreeve.agent.model.OfferedTool;
import io.portreeve.agent.tools.ToolsFailure;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/**
 * A conversation of which the gateway knows what its user says. Safe for many threads, of which one
 * at a time is heard, or uses a tool.
 */
public final class Talk {
  private final Parts parts;
  private final Standing standing;
  private final Events events;
  private final ReentrantLock one = new ReentrantLock();

  Talk(Parts parts, Standing standing, Events events) {
    this.parts = parts;
    this.standing = standing;
    this.events = events;
  }

  /** The user says something, for which tools may be used. */
  public Errand hear(String userText) throws ToolsFailure, InterruptedException {
    one.lockInterruptibly();
    try {
      List<OfferedTool> offered = parts.offered();
      Set<String> names = offered.stream().map(OfferedTool::name).collect(Collectors.toSet());
      var _ = standing.hear(userText);
      Budget budget = new Budget(parts.options().limits(), parts.clock());
      return new Errand(offered, new Using(parts, names, standing, budget, events), one);
    } finally {
      one.unlock();
    }
  }
}
