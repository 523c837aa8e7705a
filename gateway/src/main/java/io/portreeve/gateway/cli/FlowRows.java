package io.portreeve.gateway.cli;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.FlowMode;
import io.portreeve.gateway.config.FlowServerSettings;
import io.portreeve.gateway.config.FlowSettings;
import io.portreeve.gateway.config.FlowToolSettings;
import io.portreeve.gateway.config.Otherwise;
import io.portreeve.gateway.config.Trust;
import io.portreeve.gateway.config.form.Forms;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whose data may decide what, in words for the operator. */
final class FlowRows {
  private FlowRows() {}

  static List<List<String>> of(Configuration configuration) {
    FlowSettings flow = configuration.flow();
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("policy", policy(flow)));
    if (flow.policy() == FlowMode.OFF) {
      return rows;
    }
    rows.add(List.of("conversations", conversations(flow)));
    configuration
        .servers()
        .keySet()
        .forEach(id -> {
          FlowServerSettings said = flow.server(id);
          rows.add(List.of(id, server(said)));
          said.tools()
              .forEach((name, tool) -> rows.add(List.of(id + " " + Shown.of(name), tool(tool))));
        });
    return rows;
  }

  static JsonObject json(Configuration configuration) {
    FlowSettings flow = configuration.flow();
    return JsonObject.empty()
        .with("policy", Forms.word(flow.policy()))
        .with("otherwise", Forms.word(flow.otherwise()))
        .with("handles", flow.handles())
        .with(
            "trusted",
            JsonArray.ofStrings(
                configuration.servers().keySet().stream()
                    .filter(id -> flow.server(id).results() == Trust.TRUSTED)
                    .toList()));
  }

  private static String policy(FlowSettings flow) {
    String otherwise =
        flow.otherwise() == Otherwise.ASK ? "else a person is asked" : "else it is refused";
    return switch (flow.policy()) {
      case OFF -> "off: nobody looks whose words steer a call";
      case SESSION -> "session: no call with effects after untrusted data; " + otherwise;
      case PLAN_AND_ARGUMENTS ->
          "plan-and-arguments: after untrusted data, a call with effects was planned by the host, and"
              + " what decides in it is traced; "
              + otherwise;
      case ARGUMENTS ->
          "arguments: after untrusted data, what decides in a call is traced; " + otherwise;
    };
  }

  private static String conversations(FlowSettings flow) {
    return flow.handles()
        ? "begun by hosts; without a handle, one of each client that is never clean"
        : "one of each client, never clean";
  }

  private static String server(FlowServerSettings said) {
    return words(
        Stream.of(
            Forms.word(said.results()),
            said.secret() ? "private" : "",
            said.trustedResources().isEmpty() ? "" : "some resources are trusted"));
  }

  private static String tool(FlowToolSettings said) {
    return words(
        Stream.of(
            said.results().map(trust -> "results " + Forms.word(trust)).orElse(""),
            said.secret() ? "results private" : "",
            said.effects().map(effects -> effects ? "has effects" : "has no effects").orElse(""),
            said.decide().isEmpty() ? "" : "decided by " + names(said.decide()),
            said.identify().isEmpty() ? "" : "object named by " + names(said.identify()),
            said.reversible() ? "reversible" : "",
            said.outside() ? "seen outside" : ""));
  }

  private static String names(List<String> arguments) {
    return arguments.stream().map(Shown::of).collect(Collectors.joining(", "));
  }

  private static String words(Stream<String> all) {
    return all.filter(word -> !word.isEmpty()).collect(Collectors.joining("; "));
  }
}
