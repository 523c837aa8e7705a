package io.portreeve.agent.chat;

import io.portreeve.agent.Answer;
import io.portreeve.agent.Event;
import io.portreeve.agent.Outcome;
import io.portreeve.agent.Plan;
import io.portreeve.agent.Question;
import io.portreeve.agent.model.Attachment;
import io.portreeve.agent.model.ToolUse;
import io.portreeve.gateway.config.form.Forms;
import io.portreeve.guard.Label;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What happens in a conversation, for scripts: a JSON object each, {@code event} says which. */
final class EventLines implements Report {
  private final Consumer<JsonObject> out;

  EventLines(Consumer<JsonObject> out) {
    this.out = out;
  }

  @Override
  public void happened(Event event) {
    out.accept(
        switch (event) {
          case Event.Said(String piece) -> of("said").with("text", piece);
          case Event.Planned(Plan plan) ->
              of("planned")
                  .with("tools", names(plan.tools().stream().sorted().toList()))
                  .with("unknown", names(plan.unknown()));
          case Event.Asked(ToolUse use) -> asked(use);
          case Event.Progressed(ToolUse use, String message) ->
              of("progressed", use).with("text", message);
          case Event.Answered answered -> answered(answered);
          case Event.Linked(ToolUse use, String address) ->
              of("linked", use).with("resource", address);
          case Event.Attached(Attachment what, String text, Optional<Label> label) ->
              labelled(attachment("attached", what).with("text", text), label);
          case Event.NotAttached(Attachment what, String text) ->
              attachment("not-attached", what).with("text", text);
          case Event.Refused(ToolUse use, var refusal, String text) ->
              of("refused", use).with("by", Forms.word(refusal)).with("text", text);
          case Event.Questioned(Question question) ->
              of("questioned", question.use()).with("text", question.text());
          case Event.Replied(Question question, Answer answer) ->
              of("replied", question.use()).with("answer", word(answer));
          case Event.Suspected(var where, String sign, boolean blocked) ->
              of("suspected")
                  .with("where", Forms.word(where))
                  .with("sign", sign)
                  .with("blocked", blocked);
          case Event.ToolsChanged _ -> of("tools-changed");
          case Event.Cancelled _ -> of("cancelled");
        });
  }

  @Override
  public void resumed(String name, long quarantined, long missing) {
    out.accept(
        of("resumed")
            .with("conversation", name)
            .with("quarantined", quarantined)
            .with("missing", missing));
  }

  @Override
  public void ended(Outcome outcome) {
    out.accept(of("ended").with("end", Forms.word(outcome.end())).with("text", outcome.text()));
  }

  /** The conversation itself says that. */
  @Override
  public void calledOff() {}

  @Override
  public void failed(String kind, String why) {
    out.accept(of("failed").with("kind", kind).with("text", why));
  }

  private static JsonObject of(String event) {
    return JsonObject.empty().with("event", event);
  }

  private static JsonObject of(String event, ToolUse use) {
    return of(event).with("id", use.id()).with("tool", use.name());
  }

  private static JsonObject asked(ToolUse use) {
    JsonObject json = of("asked", use);
    return switch (use) {
      case ToolUse.Asked readable -> json.with("arguments", readable.arguments());
      case ToolUse.Unreadable unreadable -> json.with("unreadable", unreadable.why());
    };
  }

  private static JsonObject answered(Event.Answered answered) {
    JsonObject json =
        of("answered", answered.use())
            .with("failed", answered.failed())
            .with("text", answered.text());
    return labelled(json, answered.label());
  }

  private static JsonObject labelled(JsonObject json, Optional<Label> label) {
    return label.map(it -> json.with("label", label(it))).orElse(json);
  }

  private static JsonObject attachment(String event, Attachment what) {
    return switch (what) {
      case Attachment.OfPrompt prompt -> of(event).with("prompt", prompt.name());
      case Attachment.OfResource resource -> of(event).with("resource", resource.name());
    };
  }

  private static JsonObject label(Label label) {
    return JsonObject.empty()
        .with("integrity", Forms.word(label.integrity()))
        .with("confidentiality", Forms.word(label.confidentiality()))
        .with("origins", names(label.origins().stream().sorted().toList()));
  }

  private static String word(Answer answer) {
    return switch (answer) {
      case Answer.Accepted _ -> "accepted";
      case Answer.Declined _ -> "declined";
      case Answer.Closed _ -> "closed";
    };
  }

  private static JsonArray names(List<String> names) {
    return JsonArray.ofStrings(names);
  }
}
