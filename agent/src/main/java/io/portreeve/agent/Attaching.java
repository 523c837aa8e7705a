package io.portreeve.agent;

import io.portreeve.agent.model.Attachment;
import io.portreeve.agent.model.Turn;
import io.portreeve.agent.tools.Belonging;
import io.portreeve.agent.tools.Called;
import io.portreeve.agent.tools.ToolsFailure;
import io.portreeve.controls.indirectpromptinjection.Reading;
import io.portreeve.guard.Label;
import io.portreeve.mcp.McpError;
import io.portreeve.mcp.Result;
import java.util.Optional;
import java.util.function.Function;

/**
 * Fetches what a user puts into a conversation. It is a server's text like what tools return, and
 * treated as that: cut, looked at, marked. Only that it is there was the user's will.
 */
record Attaching(Parts parts, Standing standing, Events events) {
  private static final String WITHHELD = "it looks like an order to a model, and is left out";

  /** What the model is to read of it; empty if it is to read nothing, which is told. */
  Optional<Turn.Attached> attach(Attachment what) throws ToolsFailure, InterruptedException {
    Budget budget = new Budget(parts.options().limits(), parts.clock());
    Asking asking = new Asking(what.asUse(), parts.person(), budget, events, _ -> {});
    Belonging beside = standing.beside();
    return switch (what) {
      case Attachment.OfPrompt prompt ->
          told(
              what,
              parts.client().prompt(prompt.name(), prompt.json(), beside, asking),
              ResultText::of);
      case Attachment.OfResource resource ->
          told(what, parts.client().resource(resource.name(), beside, asking), ResultText::of);
    };
  }

  private <R extends Result> Optional<Turn.Attached> told(
      Attachment what, Called<R> called, Function<R, ResultText> reading) {
    return switch (called) {
      case Called.Answered<R>(R result, Optional<Label> heard) ->
          read(what, reading.apply(result), heard);
      case Called.Failed<R>(McpError error) -> not(what, error.message());
      case Called.Unanswered<R> _ -> not(what, "a question about it stayed without an answer");
    };
  }

  private Optional<Turn.Attached> read(Attachment what, ResultText all, Optional<Label> heard) {
    ResultText cut = all.cut(parts.options().limits().result());
    String text = cut.joined(piece -> piece);
    if (parts.rules().watch().blocks(Event.Where.ATTACHED, () -> Reading.of(text), events)) {
      return not(what, WITHHELD);
    }
    events.happened(new Event.Attached(what, text, heard));
    String marked = cut.joined(parts.rules().marks()::mark);
    return Optional.of(new Turn.Attached(what.words(), introduction(what) + "\n" + marked));
  }

  /** Without its name, which is a server's. */
  private static String introduction(Attachment what) {
    return switch (what) {
      case Attachment.OfPrompt _ ->
          "[your user put this prompt of a server here; the server wrote it]";
      case Attachment.OfResource _ ->
          "[your user put this resource of a server here; the server wrote it]";
    };
  }

  private Optional<Turn.Attached> not(Attachment what, String why) {
    events.happened(new Event.NotAttached(what, why));
    return Optional.empty();
  }
}
