package io.portreeve.controls.chain;

import io.portreeve.controls.confuseddeputy.ClientAuthorization;
import io.portreeve.controls.confuseddeputy.DelegationVerification;
import io.portreeve.controls.contextpoisoning.DistrustResponses;
import io.portreeve.controls.contextpoisoning.MemorySigning;
import io.portreeve.controls.directpromptinjection.DefinitionPinning;
import io.portreeve.controls.excessivecapabilities.Visibility;
import io.portreeve.controls.improperaccess.AccessControlList;
import io.portreeve.controls.improperaccess.ObjectOwnership;
import io.portreeve.controls.improperaccess.UsageLimit;
import io.portreeve.controls.improperaccess.UserAuthentication;
import io.portreeve.controls.indirectpromptinjection.AiGuardrails;
import io.portreeve.controls.indirectpromptinjection.Redaction;
import io.portreeve.controls.indirectpromptinjection.Spotlighting;
import io.portreeve.controls.insecureconfiguration.Quarantine;
import io.portreeve.controls.insecureconfiguration.ServerQuarantine;
import io.portreeve.controls.insecureinput.InputSanitization;
import io.portreeve.controls.insecureinput.InputValidation;
import io.portreeve.controls.insecureresponsehandling.ResponseSanitization;
import io.portreeve.controls.insecureresponsehandling.ResponseValidation;
import io.portreeve.controls.unintendedtoolexecution.HumanApproval;
import io.portreeve.controls.unintendedtoolexecution.ToolAllowlist;
import io.portreeve.guard.ConnectionControl;
import io.portreeve.guard.RequestControl;
import io.portreeve.guard.ResponseControl;
import java.util.List;

/**
 * The order of the controls, and why each stands where it stands. Nothing else puts a control into
 * force, and what is not in these lists does not run.
 *
 * <p>Rewriters stand before judges, so that what is judged last is what is sent; but for the marks
 * around a server's text, which judges would have to read through.
 */
public final class Chain {
  private Chain() {}

  /** Who comes. */
  public static List<Placed<ConnectionControl>> connection(Ports ports) {
    return List.of(
        new Placed<>(new UserAuthentication(), "Everything below needs a principal."),
        new Placed<>(
            new ClientAuthorization(ports.callers().clients()),
            "A client that may not come at all needs no look at whom it acts for."),
        new Placed<>(
            new DelegationVerification(ports.callers().delegation()),
            "Before any rule gives a principal's rights to whoever acts for it."));
  }

  /** What clients say. */
  public static List<Placed<RequestControl>> request(Ports ports) {
    Ports.Rules rules = ports.rules();
    Ports.Definitions definitions = ports.definitions();
    Ports.Texts texts = ports.texts();
    return List.of(
        new Placed<>(
            new UsageLimit(ports.callers().limits()),
            "A flood is refused before it costs anything."),
        new Placed<>(
            new ToolAllowlist(rules.allowlist()),
            "What the operator named nowhere is no matter for rules or people."),
        new Placed<>(
            new Visibility(rules.policy()),
            "What may not be seen is refused before anything tells that it exists."),
        new Placed<>(
            new ServerQuarantine(definitions.servers()),
            "Before the pins, which ask the server itself for lists not seen yet."),
        new Placed<>(
            new DefinitionPinning(definitions.pins()),
            "Only what was approved has a schema that can be trusted to validate by."),
        new Placed<>(
            new Quarantine(definitions.findings()),
            "After the pins, which ask for lists not seen yet: what a scan holds was seen."),
        new Placed<>(
            new Redaction(texts.sensitive(), texts.redaction(), definitions.schemas()),
            "Before the kinds of arguments: some cannot hold a placeholder, and are refused then."),
        new Placed<>(
            new InputSanitization(ports.arguments().kinds(), ports.arguments().judge()),
            "Rewrites arguments into their canonical form, so before whatever judges them."),
        new Placed<>(
            new InputValidation(definitions.schemas()), "Judges what will really be sent."),
        new Placed<>(
            new AiGuardrails(
                texts.detector(),
                texts.guardrails(),
                texts.classifiers(),
                ports.conversations().flow()),
            "Reads only what is of a known form, and before rules and people decide on it."),
        new Placed<>(
            new AccessControlList(rules.policy(), rules.outside()),
            "After the rewriters: a rule about arguments must see the ones that will be sent."),
        new Placed<>(
            new DistrustResponses(ports.conversations().flow()),
            "By the arguments that will be sent, and only of calls that may be made at all."),
        new Placed<>(
            new HumanApproval(rules.approvals()),
            "Last: a person is asked only for what everything else lets pass, as it will be sent."));
  }

  /** What servers say. */
  public static List<Placed<ResponseControl>> response(Ports ports) {
    Ports.Rules rules = ports.rules();
    Ports.Definitions definitions = ports.definitions();
    Ports.Answers answers = ports.answers();
    Ports.Texts texts = ports.texts();
    return List.of(
        new Placed<>(
            new ResponseValidation(definitions.schemas(), answers.limits(), answers.mayAsk()),
            "A message that is not of the expected form is not worth cleaning."),
        new Placed<>(
            new ObjectOwnership(rules.creations()),
            "By the ids that the server wrote, and before anybody hears of them."),
        new Placed<>(
            new DefinitionPinning(definitions.pins()),
            "Pins compare what the server wrote, so before anything is rewritten."),
        new Placed<>(
            new Quarantine(definitions.findings()),
            "Whoever approved it: a scan reads what the server wrote, too."),
        new Placed<>(
            new ToolAllowlist(rules.allowlist()), "The operator's list, the same for everybody."),
        new Placed<>(new Visibility(rules.policy()), "The principal's part of it."),
        new Placed<>(
            new AccessControlList(rules.policy(), rules.outside()),
            "Likewise of what completes an argument, which names what lists may hide."),
        new Placed<>(
            new MemorySigning(ports.conversations().memories()),
            "By the words that were written, before they are cleaned; what is cut is not looked at."),
        new Placed<>(
            new Redaction(texts.sensitive(), texts.redaction(), definitions.schemas()),
            "After the memory, whose words are signed as they are; before all that keeps or tells."),
        new Placed<>(
            new AiGuardrails(
                texts.detector(),
                texts.guardrails(),
                texts.classifiers(),
                ports.conversations().flow()),
            "Before hidden characters are cleaned away, which tell more than any word."),
        new Placed<>(
            new ResponseSanitization(answers.sinks(), definitions.schemas()),
            "On what is left and will really be read."),
        new Placed<>(
            new DistrustResponses(ports.conversations().flow()),
            "Late: what is withheld is not heard, and what is heard is what goes on."),
        new Placed<>(
            new Spotlighting(texts.spotlights(), texts.nonces(), answers.sinks(), answers.limits()),
            "Last: all others read what the server wrote, and this adds no word of anybody's."));
  }
}
