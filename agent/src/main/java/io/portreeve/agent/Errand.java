package io.portreeve.agent;

import io.portreeve.agent.model.OfferedTool;
import io.portreeve.agent.model.ToolUse;
import io.portreeve.agent.model.Turn;
import io.portreeve.agent.tools.ToolsFailure;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What tools may do for one thing that the user said, within the limits of one. Safe for many
 * threads; the tools are used one after the other.
 */
public final class Errand {
  private final List<OfferedTool> offered;
  private final Using using;
  private final ReentrantLock one;

  /** One in which a tool is used only by whoever holds that lock. */
  Errand(List<OfferedTool> offered, Using using, ReentrantLock one) {
    this.offered = offered;
    this.using = using;
    this.one = one;
  }

  /** What there is. */
  public List<OfferedTool> offered() {
    return offered;
  }

  /**
   * Uses one, asks the person if that has to be, and gives what the model is to read.
   *
   * @throws ToolsFailure if the gateway is gone; what it refuses is told to the model
   */
  public Turn.FromTool use(ToolUse use) throws ToolsFailure, InterruptedException {
    one.lockInterruptibly();
    try {
      return using.use(use);
    } finally {
      one.unlock();
    }
  }
}
