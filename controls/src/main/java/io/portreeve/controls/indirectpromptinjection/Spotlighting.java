package io.portreeve.controls.indirectpromptinjection;

import static io.portreeve.guard.Verdict.deny;
import static io.portreeve.guard.Verdict.pass;
import static io.portreeve.guard.Verdict.rewrite;

import io.portreeve.controls.insecureresponsehandling.ResponseLimits;
import io.portreeve.controls.insecureresponsehandling.Sinks;
import io.portreeve.guard.Change;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.Mitigation;
import io.portreeve.guard.Reason;
import io.portreeve.guard.ResponseControl;
import io.portreeve.guard.Sink;
import io.portreeve.guard.Verdict;
import io.portreeve.mcp.CompleteResult;
import io.portreeve.mcp.DiscoverResult;
import io.portreeve.mcp.Failure;
import io.portreeve.mcp.InputRequired;
import io.portreeve.mcp.ListChanged;
import io.portreeve.mcp.ListResult;
import io.portreeve.mcp.ListenResult;
import io.portreeve.mcp.LogMessage;
import io.portreeve.mcp.Progress;
import io.portreeve.mcp.PromptResult;
import io.portreeve.mcp.ResourceResult;
import io.portreeve.mcp.ResourceUpdated;
import io.portreeve.mcp.ServerMessage;
import io.portreeve.mcp.SubscriptionAcknowledged;
import io.portreeve.mcp.ToolResult;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * Prompt engineering (1a), known as spotlighting (arXiv 2403.14720): for servers where the operator
 * turned it on, every text that a model is meant to read is marked as data, in results, errors and
 * notifications, and the server's {@code instructions} begin with the rule that says so.
 *
 * <p>No server can end its text early or write its text so that it counts as marked by us and is
 * not. What a model makes of the rule is up to the model: this asks it, and holds nobody back.
 * Definitions stay as they were approved (2), questions to the user and requests to sample are no
 * data, and what goes to a sink other than a model stays what it is.
 */
public final class Spotlighting implements ResponseControl {
  private final ServerSpotlights spotlights;
  private final Sinks sinks;
  private final ResponseLimits limits;
  private final NonceLines lines;
  private final MarkedBlanks blanks = new MarkedBlanks();
  private final Base64Mark encoded;

  public Spotlighting(
      ServerSpotlights spotlights, Nonces nonces, Sinks sinks, ResponseLimits limits) {
    this.spotlights = spotlights;
    this.sinks = sinks;
    this.limits = limits;
    this.lines = new NonceLines(nonces);
    this.encoded = new Base64Mark(nonces);
  }

  @Override
  public Mitigation mitigates() {
    return Mitigation.PROMPT_ENGINEERING;
  }

  @Override
  public Verdict<ServerMessage> onResponse(Exchange exchange, ServerMessage message) {
    return switch (spotlights.of(exchange.server())) {
      case OFF -> pass(Reason.NOT_CONCERNED);
      case DELIMITERS -> marked(exchange, message, lines);
      case DATAMARKING -> marked(exchange, message, blanks);
      case ENCODING -> marked(exchange, message, encoded);
    };
  }

  private Verdict<ServerMessage> marked(Exchange exchange, ServerMessage message, TextMark mark) {
    return switch (message) {
      case ToolResult result -> given(exchange, mark, texts -> texts.of(result));
      case PromptResult result -> given(exchange, mark, texts -> texts.of(result));
      case ResourceResult result -> given(exchange, mark, texts -> texts.of(result));
      case Failure failure -> marked(exchange, mark, texts -> texts.of(failure));
      case Progress progress -> marked(exchange, mark, texts -> texts.of(progress));
      case LogMessage log -> marked(exchange, mark, texts -> texts.of(log));
      case DiscoverResult offer -> ruled(offer, SpotlightRule.of(mark));
      case ListResult _, ListenResult _, CompleteResult _, InputRequired _ ->
          pass(Reason.NOT_CONCERNED);
      case ListChanged _, ResourceUpdated _, SubscriptionAcknowledged _ ->
          pass(Reason.NOT_CONCERNED);
    };
  }

  /** What was asked for goes where the operator says, and marks would be noise for a program. */
  private Verdict<ServerMessage> given(
      Exchange exchange, TextMark mark, Function<ModelTexts, ServerMessage> edit) {
    return sinks.of(exchange).contains(Sink.MODEL)
        ? marked(exchange, mark, edit)
        : pass(Reason.NOT_CONCERNED);
  }

  private Verdict<ServerMessage> marked(
      Exchange exchange, TextMark mark, Function<ModelTexts, ServerMessage> edit) {
    AtomicBoolean tooLarge = new AtomicBoolean();
    ModelTexts texts =
        new ModelTexts(text -> {
          String marked = mark.mark(exchange.id(), text);
          tooLarge.compareAndSet(false, !limits.fits(marked));
          return marked;
        });
    ServerMessage edited = edit.apply(texts);
    if (tooLarge.get()) {
      return deny(Reason.RESPONSE_TOO_LARGE, "with its mark, a text would be larger than allowed");
    }
    List<Change> changes = texts.changes();
    return changes.isEmpty()
        ? pass(Reason.NOTHING_UNMARKED)
        : rewrite(edited, Reason.DATA_MARKED, changes);
  }

  private static Verdict<ServerMessage> ruled(DiscoverResult offer, String rule) {
    String theirs = offer.instructions().orElse("");
    if (theirs.startsWith(rule)) {
      return pass(Reason.NOTHING_UNMARKED);
    }
    return rewrite(
        offer.withInstructions(theirs.isEmpty() ? rule : rule + "\n\n" + theirs),
        Reason.DATA_MARKED,
        List.of(new Change("/instructions", "rule-added", 1)));
  }
}
