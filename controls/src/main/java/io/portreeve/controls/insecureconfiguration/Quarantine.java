package io.portreeve.controls.insecureconfiguration;

import static io.portreeve.guard.Verdict.deny;
import static io.portreeve.guard.Verdict.pass;

import io.portreeve.controls.AddressReadings;
import io.portreeve.controls.Lists;
import io.portreeve.guard.Change;
import io.portreeve.guard.DefinitionPins.Kind;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.Findings;
import io.portreeve.guard.Mitigation;
import io.portreeve.guard.Reason;
import io.portreeve.guard.RequestControl;
import io.portreeve.guard.ResponseControl;
import io.portreeve.guard.Verdict;
import io.portreeve.mcp.CallTool;
import io.portreeve.mcp.Cancelled;
import io.portreeve.mcp.ClientMessage;
import io.portreeve.mcp.Complete;
import io.portreeve.mcp.Discover;
import io.portreeve.mcp.DiscoverResult;
import io.portreeve.mcp.Failure;
import io.portreeve.mcp.GetPrompt;
import io.portreeve.mcp.ListResult;
import io.portreeve.mcp.Listen;
import io.portreeve.mcp.Listing;
import io.portreeve.mcp.Notification;
import io.portreeve.mcp.PromptList;
import io.portreeve.mcp.ReadResource;
import io.portreeve.mcp.ResourceList;
import io.portreeve.mcp.ResourceTemplateList;
import io.portreeve.mcp.ResourceUpdated;
import io.portreeve.mcp.ResourceUri;
import io.portreeve.mcp.Result;
import io.portreeve.mcp.ServerId;
import io.portreeve.mcp.ServerMessage;
import io.portreeve.mcp.ToolList;
import io.portreeve.mcp.json.JsonString;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Continuous scanning (11a): a definition in which a scan finds what the operator quarantines for
 * is cut from every list, and nothing of its name is used, even where somebody approved it. An
 * address that only fits a template in quarantine is not held.
 */
public final class Quarantine implements RequestControl, ResponseControl {
  private static final String INSTRUCTIONS = "instructions";

  private final Findings findings;

  public Quarantine(Findings findings) {
    this.findings = findings;
  }

  @Override
  public Mitigation mitigates() {
    return Mitigation.CONTINUOUS_SCANNING;
  }

  @Override
  public Verdict<ClientMessage> onRequest(Exchange exchange, ClientMessage message) {
    ServerId server = exchange.server();
    return switch (message) {
      case CallTool call -> used(findings.holding(server, Kind.TOOL, call.tool().value()));
      case GetPrompt get -> used(findings.holding(server, Kind.PROMPT, get.prompt().value()));
      case ReadResource read -> used(holding(server, read.uri()));
      case Complete complete -> used(completed(server, complete.reference()));
      case Listen listen ->
          Lists.cut(server, listen, one -> holding(server, one.uri()).isEmpty(), Reason.SCANNED);
      case Discover _, Listing _, Cancelled _ -> pass(Reason.NOT_CONCERNED);
    };
  }

  private Optional<String> completed(ServerId server, Complete.Reference reference) {
    return switch (reference) {
      case Complete.Reference.ToPrompt to ->
          findings.holding(server, Kind.PROMPT, to.prompt().value());
      case Complete.Reference.ToResource to -> holding(server, to.uri());
    };
  }

  /** Another spelling of what is held is no way around it. */
  private Optional<String> holding(ServerId server, ResourceUri uri) {
    return AddressReadings.of(uri.value()).stream()
        .flatMap(address ->
            Stream.of(Kind.RESOURCE, Kind.RESOURCE_TEMPLATE)
                .flatMap(kind -> findings.holding(server, kind, address).stream()))
        .findFirst();
  }

  private static Verdict<ClientMessage> used(Optional<String> finding) {
    return finding
        .<Verdict<ClientMessage>>map(id -> deny(Reason.SCAN_QUARANTINED, "finding " + id))
        .orElseGet(() -> pass(Reason.SCANNED));
  }

  @Override
  public Verdict<ServerMessage> onResponse(Exchange exchange, ServerMessage message) {
    ServerId server = exchange.server();
    return switch (message) {
      case ListResult page ->
          Lists.cut(page, cut(server, page), Reason.SCANNED, Reason.DEFINITIONS_QUARANTINED);
      case DiscoverResult offer -> instructions(server, offer);
      case ResourceUpdated updated ->
          holding(server, updated.uri())
              .<Verdict<ServerMessage>>map(
                  id -> deny(Reason.SCAN_QUARANTINED, "an update; finding " + id))
              .orElseGet(() -> pass(Reason.SCANNED));
      case Result _, Failure _, Notification _ -> pass(Reason.NOT_CONCERNED);
    };
  }

  private ListResult cut(ServerId server, ListResult page) {
    return switch (page) {
      case ToolList tools ->
          tools.keepIf(
              one -> findings.judge(server, Kind.TOOL, one.name().value(), one.json()).isEmpty());
      case PromptList prompts ->
          prompts.keepIf(
              one -> findings.judge(server, Kind.PROMPT, one.name().value(), one.json()).isEmpty());
      case ResourceList resources ->
          resources.keepIf(one ->
              findings.judge(server, Kind.RESOURCE, one.uri().value(), one.json()).isEmpty());
      case ResourceTemplateList templates ->
          templates.keepIf(one ->
              findings
                  .judge(server, Kind.RESOURCE_TEMPLATE, one.uriTemplate().value(), one.json())
                  .isEmpty());
    };
  }

  private Verdict<ServerMessage> instructions(ServerId server, DiscoverResult offer) {
    boolean held =
        offer
            .instructions()
            .flatMap(text ->
                findings.judge(server, Kind.INSTRUCTIONS, INSTRUCTIONS, JsonString.of(text)))
            .isPresent();
    return held
        ? Verdict.rewrite(
            offer.withJson(offer.json().without(INSTRUCTIONS)),
            Reason.DEFINITIONS_QUARANTINED,
            List.of(new Change("/" + INSTRUCTIONS, "hidden", 1)))
        : pass(Reason.SCANNED);
  }
}
