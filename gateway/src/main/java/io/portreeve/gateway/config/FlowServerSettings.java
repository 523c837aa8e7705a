package io.portreeve.gateway.config;

import io.portreeve.controls.Glob;
import io.portreeve.gateway.config.form.Forms;
import io.portreeve.gateway.config.form.Key;
import io.portreeve.gateway.config.form.Section;
import io.portreeve.gateway.config.form.Strength;
import java.util.List;
import java.util.Map;

/**
 * What may be done with the data of a server.
 *
 * @param results whether what it says may decide: results, errors, notifications, all of it
 * @param secret whether what it says is private
 * @param trustedResources patterns of addresses of resources that may decide
 * @param tools the operator's word about its tools, by their names
 */
public record FlowServerSettings(
    Trust results,
    boolean secret,
    List<Glob> trustedResources,
    Map<String, FlowToolSettings> tools) {
  static final Key<FlowServerSettings, Trust> RESULTS =
      Key.of(
          "results",
          Forms.oneOf(Trust.class),
          Trust.UNTRUSTED,
          FlowServerSettings::results,
          Strength.greaterIsWeaker(),
          "Whether what the server says, errors and notifications included, may decide.");
  static final Key<FlowServerSettings, Boolean> PRIVATE =
      Key.of(
          "private",
          Forms.truth(),
          false,
          FlowServerSettings::secret,
          Strength.offIsWeaker("is no longer private"),
          "Whether what it says may not flow into calls of tools that are `outside`.");
  static final Key<FlowServerSettings, List<Glob>> TRUSTED_RESOURCES =
      Key.of(
          "trusted-resources",
          Forms.list(Scalars.pattern()),
          List.of(),
          FlowServerSettings::trustedResources,
          Strength.moreIsWeaker(),
          "Patterns of addresses of resources that may decide though the server may not; `*` is any"
              + " text.");
  static final Key<FlowServerSettings, Map<String, FlowToolSettings>> TOOLS =
      Key.of(
          "tools",
          Forms.entries(
              Forms.matching("[^\\u0000-\\u001f\\u007f]{1,128}", "the name of a tool"),
              FlowToolSettings.SECTION),
          Map.of(),
          FlowServerSettings::tools,
          Strength.overrides(FlowToolSettings.SECTION),
          "The operator's word about single tools, by the server's own names for them.");

  static final Section<FlowServerSettings> SECTION =
      Section.of(
          "what may be done with the data of a server",
          values ->
              new FlowServerSettings(
                  values.get(RESULTS),
                  values.get(PRIVATE),
                  values.get(TRUSTED_RESOURCES),
                  values.get(TOOLS)),
          RESULTS,
          PRIVATE,
          TRUSTED_RESOURCES,
          TOOLS);

  /** One of which the operator says nothing. */
  public static FlowServerSettings unnamed() {
    return SECTION.defaults();
  }

  /** The operator's word about a tool; of one that he does not name, none. */
  public FlowToolSettings tool(String name) {
    return tools.getOrDefault(name, FlowToolSettings.UNNAMED);
  }
}
