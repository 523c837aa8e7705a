package io.portreeve.controls.directpromptinjection;

import static io.portreeve.guard.Verdict.deny;
import static io.portreeve.guard.Verdict.pass;

import io.portreeve.controls.AddressReadings;
import io.portreeve.controls.Lists;
import io.portreeve.guard.Change;
import io.portreeve.guard.DefinitionPins;
import io.portreeve.guard.DefinitionPins.Kind;
import io.portreeve.guard.DefinitionPins.Sent;
import io.portreeve.guard.DefinitionPins.Standing;
import io.portreeve.guard.Exchange;
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
import io.portreeve.mcp.PromptName;
import io.portreeve.mcp.ReadResource;
import io.portreeve.mcp.ResourceUpdated;
import io.portreeve.mcp.ResourceUri;
import io.portreeve.mcp.Result;
import io.portreeve.mcp.ServerMessage;
import io.portreeve.mcp.json.JsonString;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.function.Function;

/**
 * Definition pinning (2): a tool, prompt, resource, template or {@code instructions} text reaches
 * the model only in the very form that was approved; a changed one is cut out until it is approved
 * again, and whoever was shown it, or may have been, is refused its use meanwhile. Whoever was
 * never shown any version is held to what others are shown.
 */
public final class DefinitionPinning implements RequestControl, ResponseControl {
  private final DefinitionPins pins;

  public DefinitionPinning(DefinitionPins pins) {
    this.pins = pins;
  }

  @Override
  public Mitigation mitigates() {
    return Mitigation.DEFINITION_PINNING;
  }

  @Override
  public Verdict<ClientMessage> onRequest(Exchange exchange, ClientMessage message) {
    return switch (message) {
      case CallTool call -> known(pins.standing(exchange, Kind.TOOL, call.tool().value()));
      case GetPrompt get -> known(pins.standing(exchange, Kind.PROMPT, get.prompt().value()));
      case ReadResource read -> unlisted(ofResource(exchange, read.uri()));
      case Complete complete -> completed(exchange, complete.reference());
      case Listen listen -> listened(exchange, listen);
      case Discover _, Listing _, Cancelled _ -> pass(Reason.NOT_CONCERNED);
    };
  }

  private Verdict<ClientMessage> listened(Exchange exchange, Listen listen) {
    return listen.filter().resources().isEmpty()
        ? pass(Reason.NOT_CONCERNED)
        : Lists.cut(
            exchange.server(),
            listen,
            one -> isUsable(ofResource(exchange, one.uri())),
            Reason.DEFINITION_APPROVED);
  }

  private Verdict<ClientMessage> completed(Exchange exchange, Complete.Reference reference) {
    return switch (reference) {
      case Complete.Reference.ToPrompt(PromptName prompt) ->
          known(pins.standing(exchange, Kind.PROMPT, prompt.value()));
      case Complete.Reference.ToResource(ResourceUri uri) ->
          unlisted(
              ofAddress(
                  AddressReadings.of(uri.value()),
                  one -> pins.standing(exchange, Kind.RESOURCE_TEMPLATE, one)));
    };
  }

  @Override
  public Verdict<ServerMessage> onResponse(Exchange exchange, ServerMessage message) {
    return switch (message) {
      case ListResult page ->
          Lists.cut(
              page,
              approved(exchange, page),
              Reason.DEFINITION_APPROVED,
              Reason.DEFINITIONS_QUARANTINED);
      case DiscoverResult offer -> instructions(exchange, offer);
      case ResourceUpdated updated ->
          isUsable(ofUpdated(exchange, updated.uri().value()))
              ? pass(Reason.DEFINITION_APPROVED)
              : deny(Reason.DEFINITION_QUARANTINED, "an update of what is not approved");
      case Result _, Failure _, Notification _ -> pass(Reason.NOT_CONCERNED);
    };
  }

  private static Verdict<ClientMessage> known(Standing standing) {
    return switch (standing) {
      case APPROVED -> pass(Reason.DEFINITION_APPROVED);
      case PENDING -> deny(Reason.DEFINITION_QUARANTINED, "it waits for approval");
      case DRIFTED -> deny(Reason.DEFINITION_DRIFTED, "it changed since it was approved");
      case UNKNOWN -> deny(Reason.UNKNOWN_DEFINITION, "the server defines no such thing");
      case UNASKED ->
          deny(
              Reason.UNKNOWN_DEFINITION,
              "nothing is known under that name, and no credential of the caller opens the server"
                  + " that could be asked for it");
    };
  }

  /** Another spelling of what waits for approval is no way around it. */
  private static Standing ofAddress(
      SequencedSet<String> readings, Function<String, Standing> standing) {
    return readings.stream()
        .map(standing)
        .filter(one -> !isUsable(one))
        .findFirst()
        .orElseGet(() -> standing.apply(readings.getFirst()));
  }

  /** A resource that is not listed stands as the templates do that its address fits. */
  private Standing ofResource(Exchange exchange, ResourceUri uri) {
    SequencedSet<String> readings = AddressReadings.of(uri.value());
    Standing listed = ofAddress(readings, one -> pins.standing(exchange, Kind.RESOURCE, one));
    return isUnlisted(listed) ? ofAddress(readings, one -> pins.fitting(exchange, one)) : listed;
  }

  /** The server is not asked for its lists while it is listened to. */
  private Standing ofUpdated(Exchange exchange, String address) {
    SequencedSet<String> readings = AddressReadings.of(address);
    Standing listed = ofAddress(readings, one -> pins.known(exchange, Kind.RESOURCE, one));
    return isUnlisted(listed)
        ? ofAddress(readings, one -> pins.knownFitting(exchange, one))
        : listed;
  }

  private static boolean isUsable(Standing standing) {
    return standing == Standing.APPROVED || isUnlisted(standing);
  }

  private static boolean isUnlisted(Standing standing) {
    return standing == Standing.UNKNOWN || standing == Standing.UNASKED;
  }

  /** A server may serve resources that it does not list, so an unlisted one is not refused. */
  private static Verdict<ClientMessage> unlisted(Standing standing) {
    return isUnlisted(standing) ? pass(Reason.NOT_CONCERNED) : known(standing);
  }

  /** All are judged at once: a list may be long, and pins may have to be asked for elsewhere. */
  private ListResult approved(Exchange exchange, ListResult page) {
    Iterator<Standing> standings = pins.judge(exchange, Kind.of(page), Sent.all(page)).iterator();
    return Lists.keepIf(exchange.server(), page, _ -> standings.next() == Standing.APPROVED);
  }

  private Verdict<ServerMessage> instructions(Exchange exchange, DiscoverResult offer) {
    Optional<String> text = offer.instructions();
    if (text.isEmpty()
        || pins.judge(exchange, Kind.INSTRUCTIONS, "instructions", JsonString.of(text.get()))
            == Standing.APPROVED) {
      return pass(Reason.DEFINITION_APPROVED);
    }
    return Verdict.rewrite(
        offer.withJson(offer.json().without("instructions")),
        Reason.DEFINITIONS_QUARANTINED,
        List.of(new Change("/instructions", "hidden", 1)));
  }
}
