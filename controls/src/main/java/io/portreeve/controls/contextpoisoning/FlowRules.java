package io.portreeve.controls.contextpoisoning;

import io.portreeve.mcp.json.JsonObject;
import java.util.Set;

/**
 * Decides whether data may flow into a sink.
 *
 * <p>It looks at values alone and asks no model: the same conversation and the same call get the
 * same ruling. Before untrusted data was read, only confidentiality is judged.
 */
public final class FlowRules {
  /** A call that holds more values that decide is none that anybody looks through. */
  static final int MOST_DECIDING = 64;

  private final Set<FlowPolicy> policies;

  /** With these policies; a call has to satisfy each. */
  public FlowRules(Set<FlowPolicy> policies) {
    this.policies = Set.copyOf(policies);
  }

  public Ruling judge(Conversation conversation, Sink sink, JsonObject arguments) {
    if (conversation.label().confidentiality().compareTo(sink.clearance()) > 0) {
      return new Ruling.TooPrivate();
    }
    if (!conversation.label().tainted()) {
      return new Ruling.Allowed();
    }
    if (policies.contains(FlowPolicy.SESSION)) {
      return new Ruling.AfterUntrusted();
    }
    if (policies.contains(FlowPolicy.PLAN) && !conversation.plans(sink)) {
      return new Ruling.Unplanned();
    }
    return policies.contains(FlowPolicy.ARGUMENTS)
        ? traced(conversation, sink, arguments)
        : new Ruling.Allowed();
  }

  private static Ruling traced(Conversation conversation, Sink sink, JsonObject arguments) {
    int deciding = 0;
    for (Deciding value : Deciding.in(sink, arguments)) {
      deciding++;
      if (deciding > MOST_DECIDING || !conversation.traces(sink, value)) {
        return new Ruling.Untraced(value.argument(), value.scalar().text());
      }
    }
    return new Ruling.Allowed();
  }
}
