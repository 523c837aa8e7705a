package io.portreeve.lab.benign;

import io.portreeve.controls.insecureinput.ArgumentJudge;
import io.portreeve.controls.insecureinput.ArgumentKind;
import io.portreeve.controls.insecureinput.Inference;
import io.portreeve.controls.insecureinput.KindInference;
import io.portreeve.gateway.schema.ClosedSchema;
import io.portreeve.gateway.schema.CompiledSchema;
import io.portreeve.gateway.schema.SchemaCompiler;
import io.portreeve.guard.ToolSchemas.Check;
import io.portreeve.mcp.Tool;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonString;
import io.portreeve.testkit.Exchanges;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Recorded calls of known tools, judged as where nothing is declared. */
final class Calls {
  private static final String POOL = "calls";

  private final ArgumentJudge judge;
  private final SchemaCompiler compiler = new SchemaCompiler();
  private final Map<String, Known> known = new HashMap<>();

  private record Known(CompiledSchema schema, List<Inference> kinds) {}

  /** Tools by name: {@code inputSchema}, or {@code schema}, is what their arguments are held to. */
  Calls(ArgumentJudge judge, Json tools) throws IOException {
    this.judge = judge;
    if (!(tools instanceof JsonArray all)) {
      throw new IOException("the tools are not a list");
    }
    for (Json tool : all) {
      if (tool instanceof JsonObject object) {
        know(object);
      }
    }
  }

  private void know(JsonObject tool) throws IOException {
    String name = tool.string("name").orElseThrow(() -> new IOException("a tool has no name"));
    JsonObject schema =
        tool.object("inputSchema")
            .or(() -> tool.object("schema"))
            .orElseThrow(() -> new IOException(name + " has no schema"));
    Tool definition = new Tool(tool.with("inputSchema", schema));
    known.put(
        name,
        new Known(compiler.compileStrictly(ClosedSchema.of(schema)), KindInference.of(definition)));
  }

  /** Each line is a call, or has a list of them under {@code calls}; each is judged once. */
  void judge(Path file, Table table) throws IOException {
    Set<String> seen = new HashSet<>();
    for (JsonObject line : LineFile.objects(file)) {
      JsonArray calls = line.array("calls").orElse(JsonArray.of(line));
      for (Json call : calls) {
        if (call instanceof JsonObject object) {
          once(object, seen, table);
        }
      }
    }
  }

  private void once(JsonObject call, Set<String> seen, Table table) throws IOException {
    String tool = call.string("tool").or(() -> call.string("name")).orElse("");
    JsonObject arguments =
        call.object("args").or(() -> call.object("arguments")).orElse(JsonObject.empty());
    Known expected = known.get(tool);
    if (expected == null) {
      throw new IOException("no tool is named `" + tool + "`");
    }
    if (seen.add(tool + " " + arguments)) {
      boolean fits = expected.schema().check(arguments) instanceof Check.Valid;
      table.add(new Row(POOL, "input schema", 1, fits ? 0 : 1, 0));
      for (Inference inference : expected.kinds()) {
        inferred(inference, arguments, table);
      }
    }
  }

  private void inferred(Inference inference, JsonObject arguments, Table table) {
    List<String> path = List.of(inference.pointer().substring(1).split("/", -1));
    switch (inference) {
      case Inference.Inferred(_, ArgumentKind kind, _) -> judged(kind, arguments, path, table);
      case Inference.FreeForm(_, ArgumentKind kind, _) -> judged(kind, arguments, path, table);
      case Inference.Unknown _ ->
          texts(arguments, path, 0)
              .forEach(_ -> table.add(new Row(POOL, "nothing (no kind)", 1, 0, 0)));
    }
  }

  private void judged(ArgumentKind kind, JsonObject arguments, List<String> path, Table table) {
    for (String text : texts(arguments, path, 0)) {
      table.add(POOL, "inferred " + kind.wire(), text, judge.judge(kind, text, Exchanges.ANNA));
    }
  }

  /** The texts at a place; {@code *} stands for each element. */
  private static List<String> texts(Json value, List<String> path, int depth) {
    return switch (value) {
      case JsonString text when depth == path.size() -> List.of(text.value());
      case JsonObject object when depth < path.size() ->
          object.get(path.get(depth).replace("~1", "/").replace("~0", "~")).stream()
              .flatMap(member -> texts(member, path, depth + 1).stream())
              .toList();
      case JsonArray array when depth < path.size() && path.get(depth).equals("*") ->
          array.stream().flatMap(element -> texts(element, path, depth + 1).stream()).toList();
      default -> List.of();
    };
  }
}
