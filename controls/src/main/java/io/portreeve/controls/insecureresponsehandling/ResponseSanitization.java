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
import io.portreeve.guard.ToolSchemas.Check;
import io.portreeve.guard.Verdict;
import io.portreeve.mcp.CallTool;
import io.portreeve.mcp.CompleteResult;
import io.portreeve.mcp.DiscoverResult;
import io.portreeve.mcp.Failure;
import io.portreeve.mcp.InputRequired;
import io.portreeve.mcp.ListResult;
import io.portreeve.mcp.ListenResult;
import io.portreeve.mcp.McpError;
import io.portreeve.mcp.Notification;
import io.portreeve.mcp.PromptResult;
import io.portreeve.mcp.ResourceResult;
import io.portreeve.mcp.Result;
import io.portreeve.mcp.ServerMessage;
import io.portreeve.mcp.ToolResult;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonPointer;
import io.portreeve.mcp.json.JsonString;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
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
  private final ToolSchemas schemas;
  private final Map<Sink, SinkEncoders> single = new EnumMap<>(Sink.class);

  public ResponseSanitization(Sinks sinks, ToolSchemas schemas) {
    this.sinks = sinks;
    this.schemas = schemas;
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
    ServerMessage clean =
        switch (message) {
          case Result result -> result(result, cleaning);
          case Notification note -> notification(note, cleaning);
          case Failure failure -> failure(failure, cleaning);
        };
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

  private static Result result(Result result, Cleaning cleaning) {
    var clean = cleaning.cleanObject(Shapes.RESULT, result.json());
    return cleaning.changes().isEmpty() ? result : result.withJson(clean);
  }

  private static Notification notification(Notification note, Cleaning cleaning) {
    var clean = cleaning.cleanObject(Shapes.NOTIFICATION, note.params());
    return cleaning.changes().isEmpty() ? note : note.withParams(clean);
  }

  private static Failure failure(Failure failure, Cleaning cleaning) {
    McpError error = failure.error();
    JsonPointer root = JsonPointer.root();
    JsonString message = JsonString.of(error.message());
    Json text = cleaning.clean(Shapes.ERROR, message, root.child("message"));
    Optional<Json> data =
        error.data().map(old -> cleaning.clean(Shapes.ERROR, old, root.child("data")));
    return new Failure(new McpError(error.code(), ((JsonString) text).value(), data));
  }

  private Verdict<ServerMessage> verdict(
      Exchange exchange, ServerMessage message, ServerMessage clean, Cleaning cleaning) {
    if (cleaning.changes().isEmpty()) {
      return pass(Reason.RESPONSE_CLEAN);
    }
    if (message instanceof ToolResult before
        && clean instanceof ToolResult after
        && !before.structuredContent().equals(after.structuredContent())
        && !fits(exchange, after)) {
      return deny(Reason.RESPONSE_DANGEROUS, "cleaned, it would not match the output schema");
    }
    return rewrite(clean, Reason.RESPONSE_SANITIZED, cleaning.changes());
  }

  private boolean fits(Exchange exchange, ToolResult result) {
    if (!(exchange.asked() instanceof CallTool call)) {
      return false;
    }
    Optional<Check> check =
        result.structuredContent().map(json -> schemas.output(exchange, call.tool(), json));
    return check.isPresent()
        && switch (check.get()) {
          case Check.Valid _, Check.NoSchema _ -> true;
          case Check.Invalid _, Check.UnknownTool _, Check.Unusable _ -> false;
        };
  }
}
