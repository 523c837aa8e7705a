package io.portreeve.gateway.cli;

import io.portreeve.gateway.config.AgentLimits;
import io.portreeve.gateway.config.AgentSettings;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.FlowMode;
import io.portreeve.gateway.config.ModelSettings;
import io.portreeve.gateway.config.form.Forms;
import io.portreeve.gateway.config.form.Measures;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** What {@code portreeve chat} would be with this configuration, in words for the operator. */
final class AgentRows {
  private AgentRows() {}

  /** Whether the operator says anything of it. */
  static boolean said(Configuration configuration) {
    return !configuration.agent().equals(AgentSettings.defaults());
  }

  static List<List<String>> of(Configuration configuration) {
    AgentSettings agent = configuration.agent();
    List<List<String>> rows = new ArrayList<>();
    agent.gateway().ifPresent(name -> rows.add(List.of("gateway", "the server " + name)));
    rows.add(
        List.of("model", agent.model().map(AgentRows::words).orElse("what the environment names")));
    rows.add(List.of("tools", Shown.of(String.join(", ", agent.tools()))));
    rows.add(List.of("plan", plan(configuration)));
    rows.add(List.of("spotlighting", Forms.word(agent.spotlighting())));
    rows.add(List.of("guardrails", Forms.word(agent.guardrails())));
    rows.add(List.of("one request", limits(agent.limits())));
    rows.add(List.of("history", agent.history() ? "typed lines are kept in data" : "not kept"));
    return rows;
  }

  static JsonObject json(Configuration configuration) {
    AgentSettings agent = configuration.agent();
    JsonObject settings =
        JsonObject.empty()
            .with("tools", JsonArray.ofStrings(agent.tools()))
            .with("plan", Forms.word(agent.plan()))
            .with("spotlighting", Forms.word(agent.spotlighting()))
            .with("guardrails", Forms.word(agent.guardrails()));
    JsonObject json = agent.gateway().map(name -> settings.with("gateway", name)).orElse(settings);
    return agent
        .model()
        .map(model ->
            json.with(
                "model",
                JsonObject.empty()
                    .with("provider", Forms.word(model.provider()))
                    .with("url", model.address().toString())
                    .with("name", model.name())))
        .orElse(json);
  }

  private static String words(ModelSettings model) {
    return "%s by %s at %s%s"
        .formatted(
            model.name(),
            Forms.word(model.provider()),
            model.address(),
            model.key().map(key -> ", key from " + key).orElse(", without a key"));
  }

  /** A plan is made only where somebody holds calls to it. */
  private static String plan(Configuration configuration) {
    if (configuration.agent().gateway().isPresent()) {
      return "made where that gateway holds calls to plans";
    }
    if (configuration.flow().policy() != FlowMode.PLAN_AND_ARGUMENTS) {
      return "none: `information-flow` holds no call to a plan";
    }
    return switch (configuration.agent().plan()) {
      case SHOWN -> "fixed before data is read, and shown to the user first";
      case ON -> "fixed before data is read";
      case OFF -> "none";
    };
  }

  private static String limits(AgentLimits limits) {
    return "%d rounds, %d calls, %s"
        .formatted(limits.rounds(), limits.calls(), Measures.print(limits.time()));
  }
}
