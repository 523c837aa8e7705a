package io.portreeve.gateway.cli;

import io.portreeve.controls.Glob;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.CreationSettings;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import java.util.List;
import java.util.stream.Stream;

/** Which tools make objects that whoever calls them owns, in words for the operator. */
final class ObjectRows {
  private ObjectRows() {}

  private record Row(String type, CreationSettings made) {
    List<String> tools() {
      return made.tools().stream().map(Glob::pattern).toList();
    }
  }

  static List<List<String>> of(Configuration configuration) {
    Stream<List<String>> made =
        rows(configuration)
            .map(row ->
                List.of(
                    row.type(),
                    String.join(", ", row.made().servers()),
                    Shown.of(String.join(", ", row.tools())),
                    "whoever calls owns what `%s` of the result names"
                        .formatted(Shown.of(row.made().result()))));
    Stream<List<String>> notMade =
        configuration.policy().objects().entrySet().stream()
            .filter(type -> type.getValue().createdBy().isEmpty())
            .map(type ->
                List.of(type.getKey(), "any", "(none makes one)", "as `portreeve relations` says"));
    return Stream.concat(made, notMade).toList();
  }

  static JsonArray json(Configuration configuration) {
    return JsonArray.of(
        rows(configuration)
            .map(row ->
                JsonObject.empty()
                    .with("type", row.type())
                    .with("servers", JsonArray.ofStrings(row.made().servers()))
                    .with("tools", JsonArray.ofStrings(row.tools()))
                    .with("result", row.made().result()))
            .toList());
  }

  private static Stream<Row> rows(Configuration configuration) {
    return configuration.policy().objects().entrySet().stream()
        .flatMap(
            type -> type.getValue().createdBy().stream().map(made -> new Row(type.getKey(), made)));
  }
}
