package io.portreeve.lab.replay;

import io.portreeve.controls.contextpoisoning.ArgumentRole;
import io.portreeve.controls.contextpoisoning.GuessedSinks;
import io.portreeve.controls.contextpoisoning.Sink;
import io.portreeve.controls.contextpoisoning.Source;
import io.portreeve.guard.Confidentiality;
import io.portreeve.guard.Label;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonString;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What an operator says of tools; where there is no file of it, what their names let guess. */
final class Labelling {
  private final Optional<JsonObject> said;
  private final boolean believed;

  private Labelling(Optional<JsonObject> said, boolean believed) {
    this.said = said;
    this.believed = believed;
  }

  /** Nothing is said. */
  static Labelling guessed() {
    return new Labelling(Optional.empty(), false);
  }

  /**
   * What a file says.
   *
   * @param believed whether it may call results trusted and writes reversible; if not, only sinks
   *     and the roles of their arguments are taken from it
   */
  static Labelling of(Path file, boolean believed) throws IOException {
    if (!(JsonFile.whole(file) instanceof JsonObject said)) {
      throw new ReplayFault(file, "labels are one object");
    }
    if (said.array("side_effect_tools").isEmpty() || said.object("authority_args").isEmpty()) {
      throw new ReplayFault(
          file, "`side_effect_tools` (a list) and `authority_args` must be there");
    }
    return new Labelling(Optional.of(said), believed);
  }

  Optional<Sink> sink(String tool, JsonObject schema) {
    if (said.isEmpty()) {
      return GuessedSinks.of(tool, schema);
    }
    // Nobody labels a reading tool a sink; whether an argument of it leads out is seen anyway.
    return names("side_effect_tools").contains(tool)
        ? Optional.of(declared(tool))
        : GuessedSinks.ofReading(tool, schema);
  }

  private Sink declared(String tool) {
    Set<String> ids = names("id_args");
    Map<String, ArgumentRole> roles = new HashMap<>();
    for (String argument : texts(said.flatMap(all -> all.object("authority_args")), tool)) {
      roles.put(
          argument, ids.contains(argument) ? ArgumentRole.IDENTIFIER : ArgumentRole.AUTHORITY);
    }
    boolean reversible = believed && names("low_risk").contains(tool);
    return new Sink(tool, roles, ArgumentRole.CONTENT, reversible, Confidentiality.PRIVATE);
  }

  Source source(String tool, boolean sink) {
    boolean trusted = believed && names("trusted_output_tools").contains(tool);
    return new Source(tool, trusted ? Label.trusted() : Label.untrusted(tool), sink);
  }

  private Set<String> names(String list) {
    return texts(said, list);
  }

  private static Set<String> texts(Optional<JsonObject> from, String member) {
    Set<String> texts = new HashSet<>();
    for (Json text : from.flatMap(all -> all.array(member)).orElse(JsonArray.empty())) {
      if (text instanceof JsonString string) {
        texts.add(string.value());
      }
    }
    return Set.copyOf(texts);
  }
}
