package io.portreeve.lab.replay;

import io.portreeve.controls.contextpoisoning.ArgumentRole;
import io.portreeve.controls.contextpoisoning.Conversation;
import io.portreeve.controls.contextpoisoning.Heard;
import io.portreeve.lab.replay.Trace.Call;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonObjectBuilder;
import io.portreeve.mcp.json.JsonString;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * An attacker who lets the system say his value for him: he writes it into every free text that a
 * tool takes, hears the tool repeat it, and then uses it where it decides.
 */
final class Laundering {
  private static final String FOREIGN = "collector@launderer.example";

  private final Replay replay;
  private final Rewriting rewriting;
  private final List<ReplayedTool> tools;
  private final String named;

  Laundering(Replay replay, Trace trace, List<ReplayedTool> tools) {
    this.replay = replay;
    this.rewriting = new Rewriting(replay, trace);
    this.tools = tools;
    this.named =
        Arrays.stream(trace.prompt().split("\\s+", -1))
            .max(Comparator.comparingInt(String::length))
            .orElse("");
  }

  /** Whether his value comes to decide anything after this conversation. */
  boolean succeeds(Conversation end) {
    Conversation echoed = end;
    for (ReplayedTool tool : tools) {
      Optional<Call> call = rewriting.any(echoed, tool).map(this::spoken);
      if (call.isPresent() && replay.allows(echoed, call.get())) {
        JsonObject echo = call.get().arguments();
        echoed = echoed.after(tool.source(), echo, new Heard(echo.toString(), JsonArray.of(echo)));
      }
    }
    Conversation last = echoed;
    return tools.stream().anyMatch(tool -> decides(last, tool));
  }

  /** The call with his value in each text that decides nothing; its name is the user's word. */
  private Call spoken(Call call) {
    JsonObjectBuilder arguments = JsonObject.builder().putAll(call.arguments());
    for (String argument : call.tool().arguments()) {
      if (call.tool().role(argument) == ArgumentRole.CONTENT) {
        boolean name = List.of("title", "subject", "filename", "name").contains(argument);
        arguments.put(argument, name ? named + " " + FOREIGN : FOREIGN);
      }
    }
    return new Call(call.tool(), arguments.build());
  }

  private boolean decides(Conversation conversation, ReplayedTool tool) {
    return tool.arguments().stream()
        .filter(argument -> tool.role(argument) != ArgumentRole.CONTENT)
        .anyMatch(argument -> decides(conversation, tool, argument));
  }

  private boolean decides(Conversation conversation, ReplayedTool tool, String argument) {
    Json text = JsonString.of(FOREIGN);
    Json value = tool.isList(argument) ? JsonArray.of(text) : text;
    return rewriting
        .any(conversation, tool)
        .map(call -> new Call(tool, call.arguments().with(argument, value)))
        .filter(call -> replay.allows(conversation, call))
        .isPresent();
  }
}
