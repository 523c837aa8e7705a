package io.portreeve.agent.model;

/** What a model said to one prompt, and why it stopped there. */
public record Reply(Turn.FromModel said, Stop stop) {
  /** Why a model says no more. */
  public enum Stop {
    /** It has said what it wants to say. */
    END,
    /** It waits for what came of the tools that it asked for. */
    TOOLS,
    /** It was cut off: what it said, and above all what it asked for, may not be whole. */
    LENGTH,
    /** It, or who serves it, will not answer that. */
    DECLINED
  }
}
