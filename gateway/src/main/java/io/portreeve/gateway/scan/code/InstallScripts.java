package io.portreeve.gateway.scan.code;

import io.portreeve.gateway.scan.finding.Finding;
import io.portreeve.gateway.scan.finding.Rule;
import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonReader;
import io.portreeve.mcp.json.JsonRefused;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What a package of npm runs when it is installed, before anybody has called it. */
record InstallScripts(Rule rule) {
  private static final List<String> AT_INSTALLATION =
      List.of("preinstall", "install", "postinstall");

  /** Of a file that is no JSON, nothing: npm runs nothing of it either. */
  List<Finding> of(String server, String name, Path file, String text) {
    JsonObject scripts = scripts(text);
    return AT_INSTALLATION.stream()
        .flatMap(when -> scripts.string(when).map(what -> when + ": " + what).stream())
        .map(evidence -> new Finding(rule, server, name, evidence, Optional.of(file)))
        .toList();
  }

  private static JsonObject scripts(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return JsonReader.read(bytes, JsonLimits.defaults()) instanceof JsonObject json
          ? json.object("scripts").orElse(JsonObject.empty())
          : JsonObject.empty();
    } catch (JsonRefused noJson) {
      return JsonObject.empty();
    }
  }
}
