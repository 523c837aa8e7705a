package io.portreeve.lab;

import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonReader;
import io.portreeve.mcp.json.JsonRefused;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads from an audit journal why something was refused or changed. */
final class Reasons {
  /** What ends an exchange without a verdict of a control. */
  private static final String CREDENTIAL = "credential-missing";

  /** Verdicts of what did not go on: refused, or waiting for a person. */
  private static final Set<String> HELD = Set.of("refuse", "needs-approval");

  private Reasons() {}

  static String in(List<Path> files) throws IOException {
    Set<String> reasons = new LinkedHashSet<>();
    for (Path file : files) {
      for (String line : Files.readAllLines(file)) {
        collect(line, reasons);
      }
    }
    return String.join(", ", reasons);
  }

  private static void collect(String line, Set<String> reasons) throws IOException {
    try {
      byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
      JsonObject fields =
          ((JsonObject) JsonReader.read(bytes, JsonLimits.defaults()))
              .object("fields")
              .orElseThrow();
      if (fields.string("verdict").filter(HELD::contains).isPresent()) {
        reasons.add(fields.string("reason").orElseThrow());
      }
      fields.string("ending").filter(CREDENTIAL::equals).ifPresent(reasons::add);
      fields.array("decisions").stream()
          .flatMap(JsonArray::stream)
          .map(JsonObject.class::cast)
          .filter(decision -> decision.string("verdict").filter("pass"::equals).isEmpty())
          .forEach(decision -> reasons.add(decision.string("reason").orElseThrow()));
    } catch (JsonRefused torn) {
      throw new IOException("a line of the journal is not JSON", torn);
    }
  }
}
