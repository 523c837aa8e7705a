package io.portreeve.gateway.telemetry;

import io.portreeve.guard.DefinitionPins;
import io.portreeve.guard.DefinitionPins.Kind;
import io.portreeve.guard.DefinitionPins.Standing;
import io.portreeve.guard.Exchange;
import io.portreeve.mcp.CallTool;
import io.portreeve.mcp.Cancelled;
import io.portreeve.mcp.ClientMessage;
import io.portreeve.mcp.Complete;
import io.portreeve.mcp.Discover;
import io.portreeve.mcp.GetPrompt;
import io.portreeve.mcp.Listen;
import io.portreeve.mcp.Listing;
import io.portreeve.mcp.ReadResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a message is about, as far as it may be told: the name of a tool or prompt whose definition
 * is approved, and never the address of a resource, since what stands in it is the client's.
 *
 * @param name of it; empty where there is none, or none that may be told
 */
record Target(Optional<String> name, List<Attribute> attributes) {
  /** What the specification has names consist of (2026-07-28, server, tools). */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./-]{1,128}");

  private static final Target NOTHING = new Target(Optional.empty(), List.of());

  Target {
    attributes = List.copyOf(attributes);
  }

  static Target of(Exchange exchange, DefinitionPins pins) {
    return switch (exchange.asked()) {
      case CallTool call ->
          named(exchange, pins, Kind.TOOL, call.tool().value(), Name.TOOL)
              .and(Name.OPERATION.is("execute_tool"));
      case GetPrompt get -> named(exchange, pins, Kind.PROMPT, get.prompt().value(), Name.PROMPT);
      case ReadResource _, Complete _, Listing _, Discover _, Listen _, Cancelled _ -> NOTHING;
    };
  }

  private static Target named(
      Exchange exchange, DefinitionPins pins, Kind kind, String name, Name as) {
    return PLAIN.matcher(name).matches() && pins.known(exchange, kind, name) == Standing.APPROVED
        ? new Target(Optional.of(name), List.of(as.is(name)))
        : new Target(Optional.empty(), List.of(as.is(Name.OTHER)));
  }

  private Target and(Attribute more) {
    List<Attribute> all = new ArrayList<>(attributes);
    all.add(more);
    return new Target(name, all);
  }

  /** As spans are named: {@code {mcp.method.name} {target}}. */
  String spanName(ClientMessage message) {
    return name.map(it -> message.method() + " " + it).orElseGet(message::method);
  }
}
