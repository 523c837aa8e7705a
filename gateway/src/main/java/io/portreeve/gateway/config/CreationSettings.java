package io.portreeve.gateway.config;

import io.portreeve.controls.Glob;
import io.portreeve.gateway.config.form.Forms;
import io.portreeve.gateway.config.form.Key;
import io.portreeve.gateway.config.form.Section;
import io.portreeve.gateway.config.form.Spot;
import io.portreeve.gateway.config.form.Strength;
import io.portreeve.gateway.config.form.Values;
import java.util.List;

/**
 * Which tools make objects, and where their results name them.
 *
 * @param servers never empty: no other server may say that it made one
 * @param tools never empty
 * @param result in structured content, by name or JSON pointer
 */
public record CreationSettings(List<String> servers, List<Glob> tools, String result) {
  static final Key<CreationSettings, List<String>> SERVERS =
      Key.required(
          "servers",
          Forms.list(Scalars.server()),
          CreationSettings::servers,
          Strength.unordered(),
          "The servers whose word it is.");
  static final Key<CreationSettings, List<Glob>> TOOLS =
      Key.required(
          "tools",
          Forms.list(Scalars.ownName("tools")),
          CreationSettings::tools,
          Strength.unordered(),
          "The tools that make one, by the server's own names.");
  static final Key<CreationSettings, String> RESULT =
      Key.required(
          "result",
          Forms.matching("\\S.{0,255}", "the name of a member, or a JSON pointer to it"),
          CreationSettings::result,
          Strength.unordered(),
          "Where the structured content of a result has the id, or a list of ids, by name or JSON"
              + " pointer; `*` is every element.");

  static final Section<CreationSettings> SECTION =
      Section.of(
              "which tools make one",
              values ->
                  new CreationSettings(values.get(SERVERS), values.get(TOOLS), values.get(RESULT)),
              SERVERS,
              TOOLS,
              RESULT)
          .check(CreationSettings::says, SERVERS, TOOLS);

  private static void says(Values values, Spot spot) {
    if (values.get(SERVERS).isEmpty() || values.get(TOOLS).isEmpty()) {
      spot.problem("is nobody's word", "name `servers` and their `tools`");
    }
  }
}
