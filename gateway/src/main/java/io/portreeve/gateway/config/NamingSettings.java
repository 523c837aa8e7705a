package io.portreeve.gateway.config;

import io.portreeve.controls.Glob;
import io.portreeve.gateway.config.form.Forms;
import io.portreeve.gateway.config.form.Key;
import io.portreeve.gateway.config.form.Section;
import io.portreeve.gateway.config.form.Spot;
import io.portreeve.gateway.config.form.Strength;
import io.portreeve.gateway.config.form.Values;
import java.util.List;
import java.util.Optional;

/**
 * Where the id of an object stands: in an argument of tools and prompts, or in an address.
 *
 * @param servers the servers it is about; empty: all
 * @param argument by name or JSON pointer; present exactly with tools or prompts
 * @param resources addresses with {@code {id}} where the id stands
 */
public record NamingSettings(
    List<String> servers,
    List<Glob> tools,
    List<Glob> prompts,
    Optional<String> argument,
    List<String> resources) {

  static final Key<NamingSettings, List<String>> SERVERS =
      Key.of(
          "servers",
          Forms.list(Scalars.server()),
          List.of(),
          NamingSettings::servers,
          Strength.unordered(),
          "The servers it is about; absent, all of them.");
  static final Key<NamingSettings, List<Glob>> TOOLS =
      Key.of(
          "tools",
          Forms.list(Scalars.ownName("tools")),
          List.of(),
          NamingSettings::tools,
          Strength.unordered(),
          "The tools that take the id in `argument`, by the server's own names.");
  static final Key<NamingSettings, List<Glob>> PROMPTS =
      Key.of(
          "prompts",
          Forms.list(Scalars.ownName("prompts")),
          List.of(),
          NamingSettings::prompts,
          Strength.unordered(),
          "The prompts that take the id in `argument`, by the server's own names.");
  static final Key<NamingSettings, Optional<String>> ARGUMENT =
      Key.optional(
          "argument",
          Forms.matching("\\S.{0,255}", "the name of an argument, or a JSON pointer to it"),
          NamingSettings::argument,
          Strength.unordered(),
          "The argument with the id, or a list of ids, by name or JSON pointer; `*` is every"
              + " element.");
  static final Key<NamingSettings, List<String>> RESOURCES =
      Key.of(
          "resources",
          Forms.list(
              Forms.matching(
                  "[^\\s{}*]{1,256}\\{id\\}[^\\s{}*]{0,256}",
                  "an address such as `notes://note/{id}`")),
          List.of(),
          NamingSettings::resources,
          Strength.unordered(),
          "Addresses of resources, with `{id}` for the segment that is the id.");

  static final Section<NamingSettings> SECTION =
      Section.of(
              "where an id stands",
              NamingSettings::of,
              SERVERS,
              TOOLS,
              PROMPTS,
              ARGUMENT,
              RESOURCES)
          .check(NamingSettings::says, TOOLS, PROMPTS, ARGUMENT, RESOURCES);

  private static void says(Values values, Spot spot) {
    boolean takers = !values.get(TOOLS).isEmpty() || !values.get(PROMPTS).isEmpty();
    if (takers && values.get(ARGUMENT).isEmpty()) {
      spot.problem("says not where the id stands", "name the `argument`");
    } else if (!takers && values.get(ARGUMENT).isPresent()) {
      spot.at(ARGUMENT).problem("is nobody's", "name `tools` or `prompts` that take it");
    } else if (!takers && values.get(RESOURCES).isEmpty()) {
      spot.problem("names nothing", "name `tools` or `prompts` with an `argument`, or `resources`");
    }
  }

  private static NamingSettings of(Values values) {
    return new NamingSettings(
        values.get(SERVERS),
        values.get(TOOLS),
        values.get(PROMPTS),
        values.get(ARGUMENT),
        values.get(RESOURCES));
  }
}
