package io.portreeve.controls.insecureresponsehandling;

import static io.portreeve.guard.Verdict.deny;
import static io.portreeve.guard.Verdict.pass;
import static io.portreeve.guard.Verdict.rewrite;

import io.portreeve.guard.Exchange;
import io.portreeve.guard.Mitigation;
import io.portreeve.guard.Reason;
import io.portreeve.guard.ResponseControl;
import io.portreeve.guard.Sink;
import io.portreeve.guard.ToolSchemas;
import io.portreeve.guard.Verdict;
import io.portreeve.mcp.CompleteResult;
import io.portreeve.mcp.DiscoverResult;
import io.portreeve.mcp.Failure;
import io.portreeve.mcp.InputRequired;
import io.portreeve.mcp.ListResult;
import io.portreeve.mcp.ListenResult;
import io.portreeve.mcp.Notification;
import io.portreeve.mcp.PromptResult;
import io.portreeve.mcp.ResourceResult;
import io.portreeve.mcp.ServerMessage;
import io.portreeve.mcp.ToolResult;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Response sanitization (4b): every text of every message of a server, errors, notifications,
 * lists, definitions and requests for input included, is made harmless for the sinks it goes to.
 *
 * <p>Names, addresses and tokens are never changed: if one would have to be, the message is
 * refused, since a changed key would name something else. Results are encoded for the sink that the
 * operator named; what is told about them (errors, progress, definitions, questions) only for
 * readers and pages, since nobody puts an error into a command line. Structured content is cleaned
 * like text and held to its output schema once more; if it no longer fits, the message is refused.
 * Text that misleads by what it says is not the subject of this control.
 */
public final class ResponseSanitization implements ResponseControl {
  private final Sinks sinks;
  private final OutputFit output;
  private final Map<Sink, SinkEncoders> single = new EnumMap<>(Sink.class);

  public ResponseSanitization(Sinks sinks, ToolSchemas schemas) {
    this.sinks = sinks;
    this.output = new OutputFit(schemas);
    for (Sink sink : Sink.values()) {
      single.put(sink, SinkEncoders.of(Collections.unmodifiableSet(EnumSet.of(sink))));
    }
  }

  @Override
  public Mitigation mitigates() {
    return Mitigation.RESPONSE_SANITIZATION;
  }

  @Override
  public Verdict<ServerMessage> onResponse(Exchange exchange, ServerMessage message) {
    Set<Sink> chosen = sinks.of(exchange);
    if (chosen.isEmpty()) {
      return pass(Reason.NOT_CONCERNED);
    }
    Cleaning cleaning = new Cleaning(gives(message) ? encoders(chosen) : encoders(chosen).told());
    ServerMessage clean = MessageWalk.of(message, cleaning);
    return cleaning
        .danger()
        .map(why -> Verdict.<ServerMessage>deny(Reason.RESPONSE_DANGEROUS, why))
        .orElseGet(() -> verdict(exchange, message, clean, cleaning));
  }

  /** Whether the message holds what was asked for, so that it goes where the operator says. */
  private static boolean gives(ServerMessage message) {
    return switch (message) {
      case ToolResult _, PromptResult _, ResourceResult _, CompleteResult _ -> true;
      case DiscoverResult _, ListResult _, ListenResult _, InputRequired _ -> false;
      case Notification _, Failure _ -> false;
    };
  }

  private SinkEncoders encoders(Set<Sink> chosen) {
    SinkEncoders one = chosen.size() == 1 ? single.get(chosen.iterator().next()) : null;
    return one == null ? SinkEncoders.of(chosen) : one;
  }

  private Verdict<ServerMessage> verdict(
      Exchange exchange, ServerMessage message, ServerMessage clean, Cleaning cleaning) {
    if (cleaning.changes().isEmpty()) {
      return pass(Reason.RESPONSE_CLEAN);
    }
    if (!output.keeps(exchange, message, clean)) {
      return deny(Reason.RESPONSE_DANGEROUS, "cleaned, it would not match the output schema");
    }
    return rewrite(clean, Reason.RESPONSE_SANITIZED, cleaning.changes());
  }
}
