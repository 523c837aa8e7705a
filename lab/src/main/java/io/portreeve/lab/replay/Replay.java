package io.portreeve.lab.replay;

import io.portreeve.controls.contextpoisoning.Conversation;
import io.portreeve.controls.contextpoisoning.FlowRules;
import io.portreeve.controls.contextpoisoning.Heard;
import io.portreeve.controls.contextpoisoning.Ruling;
import io.portreeve.lab.replay.Trace.Call;
import io.portreeve.lab.replay.Trace.Made;

/**
 * One trace under the rules: the agent makes its calls; as soon as it has read the attack, it makes
 * all the injected ones.
 *
 * <p>A blocked call is not made, so its output is not heard, and an attack in it never arrives.
 */
final class Replay {
  private final FlowRules rules;

  Replay(FlowRules rules) {
    this.rules = rules;
  }

  Replayed run(Trace trace) {
    Conversation conversation = Conversation.startedBy(trace.prompt()).planning(trace.plan());
    Replayed.Count count = new Replayed.Count();
    for (int i = 0; i < trace.calls().size(); i++) {
      Made made = trace.calls().get(i);
      boolean allowed = allows(conversation, made.call());
      count.made(made.call(), allowed);
      if (allowed) {
        conversation = heard(conversation, made);
        if (trace.attacked() && i == trace.hijack()) {
          hijacked(conversation, trace, count);
        }
      }
    }
    return count.of(trace, conversation);
  }

  private void hijacked(Conversation conversation, Trace trace, Replayed.Count count) {
    count.hijackedIn(conversation);
    for (Call call : trace.injected()) {
      count.injected(call, allows(conversation, call));
    }
  }

  boolean allows(Conversation conversation, Call call) {
    return call.tool()
        .sink()
        .map(sink -> rules.judge(conversation, sink, call.arguments()))
        .map(ruling -> ruling instanceof Ruling.Allowed)
        .orElse(true);
  }

  private static Conversation heard(Conversation conversation, Made made) {
    Heard heard = new Heard(made.output(), Laid.out(made.output()));
    return conversation.after(made.call().tool().source(), made.call().arguments(), heard);
  }
}
