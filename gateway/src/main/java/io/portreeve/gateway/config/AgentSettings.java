package io.portreeve.gateway.config;

import io.portreeve.controls.indirectpromptinjection.Guardrail;
import io.portreeve.controls.indirectpromptinjection.Spotlight;
import io.portreeve.gateway.config.form.Forms;
import io.portreeve.gateway.config.form.Key;
import io.portreeve.gateway.config.form.Section;
import io.portreeve.gateway.config.form.Strength;
import java.util.List;
import java.util.Optional;

/**
 * The AI application that {@code chat} is. A gateway that only serves uses none of it.
 *
 * @param gateway which of the servers is its gateway; empty: one in its own process
 * @param model the language model; empty: what the environment names
 * @param system what the model is told of its task, besides our rules; may be empty
 * @param tools the tools that exist for it, {@code *} for any characters
 * @param plan whether the tools of a request are fixed before any data is read
 * @param spotlighting how results are marked as data for it
 * @param guardrails what becomes of texts that look like orders to it
 * @param history whether lines that the user typed are kept in {@code data}
 */
public record AgentSettings(
    Optional<String> gateway,
    Optional<ModelSettings> model,
    String system,
    List<String> tools,
    Planning plan,
    Spotlight spotlighting,
    Guardrail guardrails,
    AgentLimits limits,
    boolean history) {
  static final Key<AgentSettings, Optional<String>> GATEWAY =
      Key.optional(
          "gateway",
          Scalars.serverId(),
          AgentSettings::gateway,
          Strength.unordered(),
          "Which of `servers` is a gateway already; its rules hold, not those of this file. Absent:"
              + " one inside.");
  static final Key<AgentSettings, Optional<ModelSettings>> MODEL =
      Key.optional(
          "model",
          ModelSettings.SECTION,
          AgentSettings::model,
          Strength.inside(ModelSettings.SECTION, Strength.unordered()),
          "The language model; absent, what the environment names.");
  static final Key<AgentSettings, String> SYSTEM =
      Key.of(
          "system",
          Forms.argument(),
          "",
          AgentSettings::system,
          Strength.secret(),
          "What the model is told of its task; the rules that keep data from being orders follow.");
  static final Key<AgentSettings, List<String>> TOOLS =
      Key.of(
          "tools",
          Forms.list(
              Forms.matching(
                  "[^\\u0000-\\u001f\\u007f]{1,256}",
                  "the name of a tool as clients see it, in which `*` stands for any characters")),
          List.of("*"),
          AgentSettings::tools,
          Strength.moreIsWeaker(),
          "The tools that exist for the model, by the names that clients see.");
  static final Key<AgentSettings, Planning> PLAN =
      Key.of(
          "plan",
          Forms.oneOf(Planning.class),
          Planning.ON,
          AgentSettings::plan,
          Strength.greaterIsWeaker(),
          "Whether the model says which tools a request needs before it reads any data; `shown`"
              + " asks its user about them.");
  static final Key<AgentSettings, Spotlight> SPOTLIGHTING =
      Key.of(
          "spotlighting",
          Forms.oneOf(Spotlight.class),
          Spotlight.DELIMITERS,
          AgentSettings::spotlighting,
          Strength.greaterIsWeaker(),
          "How results are marked as data for the model; docs/spotlighting.md says how.");
  static final Key<AgentSettings, Guardrail> GUARDRAILS =
      Key.of(
          "guardrails",
          Forms.oneOf(Guardrail.class),
          Guardrail.ALERT,
          AgentSettings::guardrails,
          Strength.greaterIsWeaker(),
          "What becomes of texts, to the model and of it, that look like orders.");
  static final Key<AgentSettings, AgentLimits> LIMITS =
      Key.section(
          "limits", AgentLimits.SECTION, AgentSettings::limits, "What one request may use.");
  static final Key<AgentSettings, Boolean> HISTORY =
      Key.of(
          "history",
          Forms.truth(),
          true,
          AgentSettings::history,
          Strength.neutral(),
          "Whether lines that were typed are kept in `data`, for the arrow keys.");

  static final Section<AgentSettings> SECTION =
      Section.of(
          "the AI application",
          values ->
              new AgentSettings(
                  values.get(GATEWAY),
                  values.get(MODEL),
                  values.get(SYSTEM),
                  values.get(TOOLS),
                  values.get(PLAN),
                  values.get(SPOTLIGHTING),
                  values.get(GUARDRAILS),
                  values.get(LIMITS),
                  values.get(HISTORY)),
          GATEWAY,
          MODEL,
          SYSTEM,
          TOOLS,
          PLAN,
          SPOTLIGHTING,
          GUARDRAILS,
          LIMITS,
          HISTORY);

  /** What holds where the file says nothing. */
  public static AgentSettings defaults() {
    return SECTION.defaults();
  }
}
