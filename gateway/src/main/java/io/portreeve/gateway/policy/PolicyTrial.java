package io.portreeve.gateway.policy;

import io.portreeve.controls.insecureinput.AddressResolver;
import io.portreeve.controls.insecureinput.ArgumentJudge;
import io.portreeve.controls.insecureinput.InputSanitization;
import io.portreeve.controls.insecureinput.PathResolver;
import io.portreeve.controls.insecureinput.ToolKinds;
import io.portreeve.gateway.config.Phase;
import io.portreeve.gateway.config.PolicyCase;
import io.portreeve.gateway.config.PolicyCase.Expected;
import io.portreeve.gateway.config.PolicySettings;
import io.portreeve.gateway.relations.Inclusions;
import io.portreeve.guard.EndpointId;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.ExchangeId;
import io.portreeve.guard.PolicyEngine.Ruling;
import io.portreeve.guard.Reason;
import io.portreeve.guard.Subject;
import io.portreeve.guard.Verdict;
import io.portreeve.mcp.CallTool;
import io.portreeve.mcp.ClientMessage;
import io.portreeve.mcp.ListTools;
import io.portreeve.mcp.PromptName;
import io.portreeve.mcp.ResourceUri;
import io.portreeve.mcp.Revision;
import io.portreeve.mcp.ServerId;
import io.portreeve.mcp.ToolName;
import io.portreeve.mcp.json.JsonObject;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Asks a policy the cases of a table, each by itself, with the arguments that a server would get:
 * those whose kind is declared in their canonical form, or refused for it. No file and no name is
 * looked at, and every id counts as the caller's.
 */
public final class PolicyTrial {
  private static final ExchangeId ID = new ExchangeId("case");

  private final CaseRelations relations;
  private final RulePolicy policy;
  private final InputSanitization sanitization;
  private final Set<String> touched = new HashSet<>();

  /**
   * A trial of these rules.
   *
   * @param labels what the operator says of each server, by its id
   * @throws PolicyFault for the first rule whose condition is no boolean CEL expression
   */
  public PolicyTrial(
      PolicySettings settings, Map<String, Map<String, String>> labels, ToolKinds kinds)
      throws PolicyFault {
    this.relations = new CaseRelations(new Inclusions(settings.objects()));
    this.policy = RulePolicy.compile(settings, labels, relations);
    this.sanitization =
        new InputSanitization(
            kinds,
            new ArgumentJudge(PathResolver.unseen(), AddressResolver.unasked(), (_, _, _) -> true));
  }

  /**
   * What came of a case.
   *
   * @param phase the phase that decided: what may not be discovered is refused on use, too
   * @param rule the rule that decided; {@code default} if none did
   */
  public record Result(PolicyCase asked, Expected came, Phase phase, String rule, Reason reason) {
    public boolean asExpected() {
      return came == asked.expect()
          && asked.rule().filter(expected -> !expected.equals(rule)).isEmpty()
          && asked.reason().filter(expected -> expected != reason).isEmpty();
    }
  }

  /** Asks one case. */
  public Result ask(PolicyCase asked) {
    relations.take(asked.related());
    Exchange exchange = exchange(asked);
    Subject subject = subject(asked);
    touched.addAll(policy.counting(Phase.DISCOVER, exchange, subject, JsonObject.empty()));
    Result seen = result(asked, Phase.DISCOVER, policy.discover(exchange, subject));
    if (asked.phase() == Phase.DISCOVER || seen.came() == Expected.DENY) {
      return seen;
    }
    return switch (sanitized(exchange, asked)) {
      case Verdict.Deny<ClientMessage>(Reason reason, _, _) ->
          new Result(asked, Expected.DENY, Phase.CALL, "default", reason);
      case Verdict.Rewrite<ClientMessage> rewrite ->
          call(asked, exchange, ((CallTool) rewrite.message()).arguments());
      case Verdict.Pass<ClientMessage> _, Verdict.Ask<ClientMessage> _ ->
          call(asked, exchange, asked.args());
    };
  }

  private Verdict<ClientMessage> sanitized(Exchange exchange, PolicyCase asked) {
    return asked
        .tool()
        .map(tool ->
            sanitization.onRequest(
                exchange,
                new CallTool(
                    JsonObject.builder().put("name", tool).put("arguments", asked.args()).build())))
        .orElseGet(() -> Verdict.pass(Reason.NOT_CONCERNED));
  }

  private Result call(PolicyCase asked, Exchange exchange, JsonObject arguments) {
    Subject subject = subject(asked);
    touched.addAll(policy.counting(Phase.CALL, exchange, subject, arguments));
    return result(asked, Phase.CALL, policy.call(exchange, subject, arguments));
  }

  /** The rules that counted in any of the cases that were asked. */
  public Set<String> touched() {
    return Set.copyOf(touched);
  }

  private static Result result(PolicyCase asked, Phase phase, Ruling ruling) {
    return switch (ruling) {
      case Ruling.Allow(String rule, _) ->
          new Result(asked, Expected.ALLOW, phase, rule, Reason.POLICY_ALLOWED);
      case Ruling.RequireApproval(String rule, _, _) ->
          new Result(asked, Expected.APPROVAL, phase, rule, Reason.APPROVAL_REQUIRED);
      case Ruling.Deny(Reason reason, String rule, _) ->
          new Result(asked, Expected.DENY, phase, rule, reason);
    };
  }

  private static Exchange exchange(PolicyCase asked) {
    return new Exchange(
            ID,
            asked.time(),
            asked.peer(),
            asked.sender(),
            Revision.LATEST,
            new ServerId(asked.server()),
            new ListTools(JsonObject.empty()))
        .at(asked.endpoint().map(EndpointId::new).orElseGet(EndpointId::unnamed));
  }

  private static Subject subject(PolicyCase asked) {
    ServerId server = new ServerId(asked.server());
    Optional<Subject> tool =
        asked.tool().map(name -> new Subject.OfTool(server, new ToolName(name)));
    Optional<Subject> prompt =
        asked.prompt().map(name -> new Subject.OfPrompt(server, new PromptName(name)));
    Optional<Subject> resource =
        asked.resource().map(uri -> new Subject.OfResource(server, new ResourceUri(uri)));
    return tool.or(() -> prompt).or(() -> resource).orElseThrow();
  }
}
