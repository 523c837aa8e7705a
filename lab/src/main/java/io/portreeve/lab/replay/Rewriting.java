package io.portreeve.lab.replay;

import io.portreeve.controls.contextpoisoning.ArgumentRole;
import io.portreeve.controls.contextpoisoning.Conversation;
import io.portreeve.lab.replay.Trace.Call;
import io.portreeve.lab.replay.Trace.Made;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonMember;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonObjectBuilder;
import io.portreeve.mcp.json.JsonString;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An attacker who knows the rules: where a value of his is refused, he takes one that is not, out
 * of all that the user and the servers wrote in this task.
 */
final class Rewriting {
  private static final String TEXT = "as the attacker likes";

  private final Replay replay;
  private final Set<String> values = new LinkedHashSet<>();

  Rewriting(Replay replay, Trace trace) {
    this.replay = replay;
    learn(trace.prompt());
    for (Made made : trace.calls()) {
      learn(made.output());
    }
  }

  private void learn(String text) {
    Arrays.stream(text.split("[\\s'\"`\\[\\]{}(),;<>]+|:(?=\\s|$)", -1))
        .map(Rewriting::withoutEnd)
        .filter(word -> !word.isEmpty())
        .forEach(values::add);
  }

  /** Without the marks that end a sentence; looks at those alone. */
  static String withoutEnd(CharSequence word) {
    int end = word.length();
    while (end > 0 && ".?!".indexOf(word.charAt(end - 1)) >= 0) {
      end--;
    }
    return word.subSequence(0, end).toString();
  }

  /** The call in a form that goes through; empty if there is none. */
  Optional<Call> accepted(Conversation conversation, Call wanted) {
    JsonObjectBuilder rewritten = JsonObject.builder();
    for (JsonMember argument : wanted.arguments()) {
      Optional<Json> value = accepted(conversation, wanted, argument.name(), argument.value());
      value.ifPresent(found -> rewritten.put(argument.name(), found));
      if (value.isEmpty() && wanted.tool().required().contains(argument.name())) {
        return Optional.empty();
      }
    }
    return Optional.of(new Call(wanted.tool(), rewritten.build()))
        .filter(call -> replay.allows(conversation, call));
  }

  /** Any call at all of a tool that goes through; empty if there is none. */
  Optional<Call> any(Conversation conversation, ReplayedTool tool) {
    JsonObjectBuilder arguments = JsonObject.builder();
    for (String argument : tool.arguments()) {
      if (tool.required().contains(argument)) {
        arguments.put(argument, JsonString.of(TEXT));
      }
    }
    return accepted(conversation, new Call(tool, arguments.build()));
  }

  private Optional<Json> accepted(
      Conversation conversation, Call call, String argument, Json wanted) {
    if (call.tool().role(argument) == ArgumentRole.CONTENT
        || goes(conversation, call, argument, wanted)) {
      return Optional.of(wanted);
    }
    return candidates(call.tool(), argument).stream()
        .map(text -> shaped(call.tool(), argument, text))
        .filter(value -> goes(conversation, call, argument, value))
        .findFirst();
  }

  private boolean goes(Conversation conversation, Call call, String argument, Json value) {
    return replay.allows(conversation, new Call(call.tool(), JsonObject.of(argument, value)));
  }

  private List<String> candidates(ReplayedTool tool, String argument) {
    boolean mail = tool.role(argument) == ArgumentRole.AUTHORITY && tool.wantsMail(argument);
    return values.stream().filter(value -> !mail || value.indexOf('@') > 0).toList();
  }

  private static Json shaped(ReplayedTool tool, String argument, String text) {
    Json value = JsonString.of(text);
    return tool.isList(argument) ? JsonArray.of(value) : value;
  }
}
