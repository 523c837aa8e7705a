package io.portreeve.controls.insecureresponsehandling;

import io.portreeve.guard.Exchange;
import io.portreeve.guard.Mitigation;
import io.portreeve.guard.Reason;
import io.portreeve.guard.ResponseControl;
import io.portreeve.guard.ToolSchemas;
import io.portreeve.guard.Verdict;
import io.portreeve.mcp.CallTool;
import io.portreeve.mcp.CompleteResult;
import io.portreeve.mcp.DiscoverResult;
import io.portreeve.mcp.Failure;
import io.portreeve.mcp.InputRequest;
import io.portreeve.mcp.InputRequired;
import io.portreeve.mcp.ListResult;
import io.portreeve.mcp.ListenResult;
import io.portreeve.mcp.Notification;
import io.portreeve.mcp.PromptList;
import io.portreeve.mcp.PromptResult;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.ResourceList;
import io.portreeve.mcp.ResourceResult;
import io.portreeve.mcp.ResourceTemplateList;
import io.portreeve.mcp.ServerMessage;
import io.portreeve.mcp.ToolList;
import io.portreeve.mcp.ToolResult;
import java.util.Optional;

/**
 * Response validation (4a): an answer goes on only if it is what was asked for: known content
 * types, bounded sizes, allowed URI schemes, structured content that matches the pinned output
 * schema.
 *
 * <p>Errors, notifications, lists and requests for input are judged, too. A tool that promised
 * structured content and gives none is refused, unless it reports an error. Depth, duplicate names
 * and encoding are settled where bytes become messages.
 */
public final class ResponseValidation implements ResponseControl {
  /** The keys of questions that are asked here, and not by servers. */
  private static final String OURS = "io.portreeve/";

  private final ToolSchemas schemas;
  private final ResponseLimits limits;
  private final MayAsk mayAsk;
  private final ContentRules content;

  public ResponseValidation(ToolSchemas schemas, ResponseLimits limits, MayAsk mayAsk) {
    this.schemas = schemas;
    this.limits = limits;
    this.mayAsk = mayAsk;
    this.content = new ContentRules(limits);
  }

  @Override
  public Mitigation mitigates() {
    return Mitigation.RESPONSE_VALIDATION;
  }

  @Override
  public Verdict<ServerMessage> onResponse(Exchange exchange, ServerMessage message) {
    return flaw(exchange, message)
        .or(() -> new TextSizes(limits).check(message))
        .map(flaw -> Verdict.<ServerMessage>deny(flaw.reason(), flaw.detail()))
        .orElseGet(() -> Verdict.pass(Reason.RESPONSE_VALID));
  }

  private Optional<Flaw> flaw(Exchange exchange, ServerMessage message) {
    return switch (message) {
      case ToolResult result -> tool(exchange, result);
      case PromptResult result ->
          count(result.messages().size(), limits.blocks()).or(() -> messages(result));
      case ResourceResult result ->
          count(result.contents().size(), limits.blocks())
              .or(() -> Flaw.first(result.contents(), content::contents));
      case ListResult page -> page(page);
      case InputRequired asks -> inputs(exchange, asks);
      case CompleteResult result -> count(result.values().size(), limits.entries());
      case DiscoverResult offer -> length(offer.instructions().orElse(""));
      case ListenResult _ -> Flaw.none();
      case Failure failure -> length(failure.error().message());
      case Notification notification ->
          new NotificationRules((Request) exchange.asked()).check(notification);
    };
  }

  private Optional<Flaw> tool(Exchange exchange, ToolResult result) {
    return count(result.content().size(), limits.blocks())
        .or(() -> Flaw.first(result.content(), content::block))
        .or(() -> structured(exchange, result));
  }

  private Optional<Flaw> structured(Exchange exchange, ToolResult result) {
    if (!(exchange.asked() instanceof CallTool call)) {
      return Flaw.invalid("a tool result for another request");
    }
    if (result.structuredContent().isPresent()) {
      return schema(schemas.output(exchange, call.tool(), result.structuredContent().get()));
    }
    boolean promised = !result.isError() && schemas.promisesOutput(exchange, call.tool());
    return promised
        ? Optional.of(new Flaw(Reason.STRUCTURED_CONTENT_MISSING, "no `structuredContent`"))
        : Flaw.none();
  }

  private static Optional<Flaw> schema(ToolSchemas.Check check) {
    return switch (check) {
      case ToolSchemas.Check.Valid _, ToolSchemas.Check.NoSchema _ -> Flaw.none();
      case ToolSchemas.Check.Invalid invalid ->
          Optional.of(
              new Flaw(Reason.OUTPUT_SCHEMA_VIOLATED, String.join("; ", invalid.violations())));
      case ToolSchemas.Check.UnknownTool _ -> Flaw.invalid("the tool is not defined any more");
      case ToolSchemas.Check.Unusable unusable ->
          Optional.of(new Flaw(Reason.SCHEMA_UNUSABLE, unusable.why()));
    };
  }

  private Optional<Flaw> messages(PromptResult result) {
    return Flaw.first(
        result.messages(),
        message ->
            message
                .object("content")
                .map(content::block)
                .orElse(Flaw.invalid("a prompt message needs `content`")));
  }

  private Optional<Flaw> page(ListResult page) {
    return switch (page) {
      case ToolList tools -> count(tools.tools().size(), limits.entries());
      case PromptList prompts -> count(prompts.prompts().size(), limits.entries());
      case ResourceList resources ->
          count(resources.resources().size(), limits.entries())
              .or(() -> Flaw.first(resources.resources(), one -> content.uri(one.json())));
      case ResourceTemplateList templates ->
          count(templates.resourceTemplates().size(), limits.entries())
              .or(() ->
                  Flaw.first(
                      templates.resourceTemplates(),
                      one -> content.uri(one.json(), "uriTemplate")));
    };
  }

  private Optional<Flaw> inputs(Exchange exchange, InputRequired asks) {
    Request asked = (Request) exchange.asked();
    InputRequestRules rules = new InputRequestRules(asked.meta().clientCapabilities(), content);
    return Flaw.first(asks.inputRequests().keySet(), ResponseValidation::isTheirs)
        .or(() ->
            Flaw.first(
                asks.inputRequests().values(),
                request -> allowed(exchange, request).or(() -> rules.check(request))));
  }

  /** Nobody shows a user our question but us. */
  private static Optional<Flaw> isTheirs(String key) {
    return key.startsWith(OURS)
        ? Flaw.invalid("a question under a key of the gateway's own")
        : Flaw.none();
  }

  private Optional<Flaw> allowed(Exchange exchange, InputRequest request) {
    return mayAsk.allows(exchange.server(), request)
        ? Flaw.none()
        : Optional.of(new Flaw(Reason.INPUT_NOT_ALLOWED, "`may-ask` does not name it"));
  }

  private Optional<Flaw> length(String text) {
    return limits.fits(text)
        ? Flaw.none()
        : Optional.of(new Flaw(Reason.RESPONSE_TOO_LARGE, "a text is larger than allowed"));
  }

  private static Optional<Flaw> count(int found, int most) {
    return found > most
        ? Optional.of(new Flaw(Reason.RESPONSE_TOO_LARGE, "more entries than allowed"))
        : Flaw.none();
  }
}
