package io.portreeve.gateway;

import io.portreeve.controls.chain.Ports;
import io.portreeve.controls.confuseddeputy.DelegationRules;
import io.portreeve.controls.contextpoisoning.InformationFlow;
import io.portreeve.controls.indirectpromptinjection.Guardrail;
import io.portreeve.controls.indirectpromptinjection.Handling;
import io.portreeve.controls.indirectpromptinjection.SensitiveRules;
import io.portreeve.controls.indirectpromptinjection.ServerClassifiers;
import io.portreeve.controls.indirectpromptinjection.ServerRedaction;
import io.portreeve.controls.indirectpromptinjection.ShippedDetector;
import io.portreeve.controls.indirectpromptinjection.Spotlight;
import io.portreeve.controls.insecureinput.ArgumentJudge;
import io.portreeve.controls.insecureinput.Ownership;
import io.portreeve.controls.insecureresponsehandling.ResponseLimits;
import io.portreeve.controls.sensitive.ShippedRules;
import io.portreeve.controls.unintendedtoolexecution.Allowlist;
import io.portreeve.guard.Approver;
import io.portreeve.guard.Creations;
import io.portreeve.guard.DefinitionPins;
import io.portreeve.guard.DefinitionPins.Kind;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.Findings;
import io.portreeve.guard.OutsideDecisions;
import io.portreeve.guard.PolicyEngine;
import io.portreeve.guard.Reason;
import io.portreeve.guard.Sink;
import io.portreeve.guard.Subject;
import io.portreeve.guard.ToolSchemas;
import io.portreeve.guard.UsageLimits;
import io.portreeve.mcp.ServerId;
import io.portreeve.mcp.ToolName;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Ports behind which there is no world: enough to name the controls, and everything they ask is
 * refused.
 */
final class ClosedPorts {
  private ClosedPorts() {}

  static Ports ports() {
    UsageLimits limits = (_, _) -> new UsageLimits.Standing.Over(Reason.RATE_EXCEEDED, "");
    return new Ports(
        new Ports.Callers(List.of(), DelegationRules.nobody(), limits),
        new Ports.Rules(
            new Allowlist(Map.of()),
            new NoPolicy(),
            (_, _) -> new OutsideDecisions.Answer.Undecided(Reason.DECISION_UNAVAILABLE, ""),
            (_, _, _) -> new Creations.Standing.Refused(Reason.OWNERSHIP_UNRECORDED, ""),
            (_, _) -> Optional.of(Approver.OPERATOR)),
        new Ports.Definitions(
            new NoPins(), new EverythingHeld(), _ -> Optional.of("unknown"), new NoSchemas()),
        new Ports.Arguments(
            (_, _) -> Optional.empty(),
            new ArgumentJudge(_ -> Optional.empty(), _ -> List.of(), Ownership.none())),
        new Ports.Answers(ResponseLimits.defaults(), (_, _) -> false, _ -> Set.of(Sink.MODEL)),
        new Ports.Conversations(InformationFlow.closed(), new ClosedEntries()),
        new Ports.Texts(
            new ShippedRules(),
            ServerRedaction.everywhere(SensitiveRules.all(Handling.BLOCK)),
            new ShippedDetector(),
            _ -> Guardrail.BLOCK,
            ServerClassifiers.none(),
            _ -> Spotlight.DELIMITERS,
            (_, _, attempt) -> "nonce" + attempt));
  }

  private record NoPolicy() implements PolicyEngine {
    @Override
    public Ruling discover(Exchange exchange, Subject subject) {
      return new Ruling.Deny(Reason.POLICY_NO_RULE, "default", "");
    }

    @Override
    public Ruling call(Exchange exchange, Subject subject, JsonObject arguments) {
      return discover(exchange, subject);
    }
  }

  private record NoPins() implements DefinitionPins {
    @Override
    public List<Standing> judge(Exchange exchange, Kind kind, List<Sent> definitions) {
      return definitions.stream().map(_ -> Standing.PENDING).toList();
    }

    @Override
    public Standing standing(Exchange exchange, Kind kind, String name) {
      return Standing.DRIFTED;
    }

    @Override
    public Standing known(Exchange exchange, Kind kind, String name) {
      return Standing.DRIFTED;
    }

    @Override
    public Standing fitting(Exchange exchange, String address) {
      return Standing.DRIFTED;
    }

    @Override
    public Standing knownFitting(Exchange exchange, String address) {
      return Standing.DRIFTED;
    }
  }

  private record EverythingHeld() implements Findings {
    @Override
    public Optional<String> judge(ServerId server, Kind kind, String name, Json definition) {
      return Optional.of("unknown");
    }

    @Override
    public Optional<String> holding(ServerId server, Kind kind, String name) {
      return Optional.of("unknown");
    }
  }

  private record NoSchemas() implements ToolSchemas {
    @Override
    public Check input(Exchange exchange, ToolName tool, JsonObject arguments) {
      return new Check.UnknownTool();
    }

    @Override
    public Check output(Exchange exchange, ToolName tool, Json structuredContent) {
      return new Check.UnknownTool();
    }

    @Override
    public boolean promisesOutput(Exchange exchange, ToolName tool) {
      return true;
    }
  }
}
