package io.portreeve.gateway.scan.definition;

import io.portreeve.gateway.scan.finding.Finding;
import io.portreeve.gateway.scan.finding.RuleBook;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonBoolean;
import io.portreeve.mcp.json.JsonMember;
import io.portreeve.mcp.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the schema and the annotations of a tool give away. */
record Shapes(RuleBook rules) implements DefinitionLook {
  private static final Set<String> PROGRAMS =
      Set.of(
          "command",
          "cmd",
          "shell",
          "script",
          "code",
          "sql",
          "query_sql",
          "statement",
          "expression",
          "eval");
  private static final Set<String> CHANGES =
      Set.of(
          "delete",
          "remove",
          "drop",
          "destroy",
          "purge",
          "erase",
          "truncate",
          "write",
          "create",
          "update",
          "insert",
          "send",
          "post",
          "pay",
          "transfer",
          "execute",
          "exec",
          "kill",
          "move",
          "rename",
          "upload",
          "publish",
          "deploy");
  private static final Set<String> DESTROYS =
      Set.of("delete", "remove", "drop", "destroy", "purge", "erase", "truncate", "wipe");
  private static final Set<String> OUTSIDE = Set.of("fetch", "http", "url", "web", "browse");

  @Override
  public List<Finding> of(Offered offered) {
    var found = new ArrayList<Finding>();
    if (!offered.isTool()) {
      return found;
    }
    JsonObject tool = offered.object().orElse(JsonObject.empty());
    tool.object("inputSchema").ifPresent(schema -> schema(offered, schema, found));
    tool.object("annotations")
        .flatMap(said -> contradiction(Words.of(offered.name()), said))
        .ifPresent(what -> found.add(finding("annotation-contradicts", offered, what)));
    return found;
  }

  private void schema(Offered offered, JsonObject schema, List<Finding> found) {
    boolean open =
        schema
            .get("additionalProperties")
            .filter(more -> more.equals(JsonBoolean.TRUE) || more.equals(JsonObject.empty()))
            .isPresent();
    if (open) {
      found.add(finding("wide-schema", offered, "additionalProperties allows anything"));
    }
    for (JsonMember argument : schema.object("properties").orElse(JsonObject.empty())) {
      if (isProgram(argument.name()) && isFree(argument.value())) {
        found.add(finding("runs-anything", offered, "argument " + argument.name()));
      }
    }
  }

  private static boolean isProgram(String name) {
    return PROGRAMS.contains(String.join("_", Words.of(name).all()));
  }

  private static boolean isFree(Json schema) {
    return schema instanceof JsonObject object
        && object.string("type").equals(Optional.of("string"))
        && !object.has("enum")
        && !object.has("const")
        && !object.has("pattern");
  }

  private static Optional<String> contradiction(Words name, JsonObject said) {
    if (said.bool("readOnlyHint").equals(Optional.of(true)) && name.beginWith(CHANGES)) {
      return Optional.of("readOnlyHint is true");
    }
    if (said.bool("destructiveHint").equals(Optional.of(false)) && name.beginWith(DESTROYS)) {
      return Optional.of("destructiveHint is false");
    }
    return said.bool("openWorldHint").equals(Optional.of(false)) && name.have(OUTSIDE)
        ? Optional.of("openWorldHint is false")
        : Optional.empty();
  }

  private Finding finding(String rule, Offered offered, String evidence) {
    return new Finding(rules.rule(rule), offered.server(), offered.subject(), evidence);
  }
}
