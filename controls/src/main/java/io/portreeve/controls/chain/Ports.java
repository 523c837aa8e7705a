package io.portreeve.controls.chain;

import io.portreeve.controls.Glob;
import io.portreeve.controls.confuseddeputy.DelegationRules;
import io.portreeve.controls.contextpoisoning.InformationFlow;
import io.portreeve.controls.contextpoisoning.SignedEntries;
import io.portreeve.controls.indirectpromptinjection.Detector;
import io.portreeve.controls.indirectpromptinjection.Nonces;
import io.portreeve.controls.indirectpromptinjection.ServerClassifiers;
import io.portreeve.controls.indirectpromptinjection.ServerGuardrails;
import io.portreeve.controls.indirectpromptinjection.ServerRedaction;
import io.portreeve.controls.indirectpromptinjection.ServerSpotlights;
import io.portreeve.controls.insecureinput.ArgumentJudge;
import io.portreeve.controls.insecureinput.ToolKinds;
import io.portreeve.controls.insecureresponsehandling.MayAsk;
import io.portreeve.controls.insecureresponsehandling.ResponseLimits;
import io.portreeve.controls.insecureresponsehandling.Sinks;
import io.portreeve.controls.sensitive.SensitiveText;
import io.portreeve.controls.unintendedtoolexecution.Allowlist;
import io.portreeve.guard.Approvals;
import io.portreeve.guard.Creations;
import io.portreeve.guard.DefinitionPins;
import io.portreeve.guard.Findings;
import io.portreeve.guard.OutsideDecisions;
import io.portreeve.guard.PolicyEngine;
import io.portreeve.guard.ServerFindings;
import io.portreeve.guard.ToolSchemas;
import io.portreeve.guard.UsageLimits;
import java.util.List;
import java.util.function.Supplier;

/** What the controls know of the world, by what it is about. */
public record Ports(
    Callers callers,
    Rules rules,
    Definitions definitions,
    Arguments arguments,
    Answers answers,
    Conversations conversations,
    Texts texts) {
  /** Who may come, for whom, and how often. */
  public record Callers(List<Glob> clients, DelegationRules delegation, UsageLimits limits) {
    public Callers {
      clients = List.copyOf(clients);
    }
  }

  /** Who may do what, and who else is asked. */
  public record Rules(
      Allowlist allowlist,
      PolicyEngine policy,
      OutsideDecisions outside,
      Creations creations,
      Approvals approvals) {}

  /** What servers define, as far as it was approved and nothing was found in it. */
  public record Definitions(
      DefinitionPins pins, Findings findings, ServerFindings servers, ToolSchemas schemas) {}

  /** What arguments may be. */
  public record Arguments(ToolKinds kinds, ArgumentJudge judge) {}

  /** What servers may answer and ask, and where it goes. */
  public record Answers(ResponseLimits limits, MayAsk mayAsk, Sinks sinks) {}

  /** What was heard before, and what was written down of it. */
  public record Conversations(InformationFlow flow, SignedEntries memories) {}

  /** What is looked for in texts, and what becomes of it. */
  public record Texts(
      Supplier<SensitiveText> sensitive,
      ServerRedaction redaction,
      Supplier<Detector> detector,
      ServerGuardrails guardrails,
      ServerClassifiers classifiers,
      ServerSpotlights spotlights,
      Nonces nonces) {}
}
