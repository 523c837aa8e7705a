package io.portreeve.lab.replay;

import io.portreeve.controls.contextpoisoning.Sink;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tools of all suites. */
final class Toolbox {
  private final Map<String, Map<String, ReplayedTool>> suites = new LinkedHashMap<>();

  Toolbox(Path file, Labelling labels) throws IOException {
    if (!(JsonFile.whole(file) instanceof JsonArray all)) {
      throw new ReplayFault(file, "tools are one list");
    }
    int place = 0;
    for (Json tool : all) {
      place++;
      if (!(tool instanceof JsonObject object)) {
        throw new ReplayFault(file, "tool " + place + " is no object");
      }
      add(file, place, object, labels);
    }
  }

  private void add(Path file, int place, JsonObject tool, Labelling labels) throws IOException {
    String suite = text(file, place, tool, "suite");
    String name = text(file, place, tool, "name");
    JsonObject schema =
        tool.object("schema")
            .orElseThrow(() -> new ReplayFault(file, "tool " + place + " has no `schema`"));
    Optional<Sink> sink = labels.sink(name, schema);
    suites
        .computeIfAbsent(suite, _ -> new LinkedHashMap<>())
        .put(
            name,
            new ReplayedTool(suite, name, schema, sink, labels.source(name, sink.isPresent())));
  }

  private static String text(Path file, int place, JsonObject tool, String member)
      throws ReplayFault {
    return tool.string(member)
        .orElseThrow(() -> new ReplayFault(file, "tool " + place + " has no `" + member + "`"));
  }

  Optional<ReplayedTool> tool(String suite, String name) {
    return Optional.ofNullable(suites.getOrDefault(suite, Map.of()).get(name));
  }

  List<ReplayedTool> of(String suite) {
    return new ArrayList<>(suites.getOrDefault(suite, Map.of()).values());
  }
}
