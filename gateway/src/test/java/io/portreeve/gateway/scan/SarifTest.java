package io.portreeve.gateway.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.portreeve.gateway.scan.finding.Finding;
import io.portreeve.gateway.scan.finding.RuleBook;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonPointer;
import io.portreeve.testkit.Jsons;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Against the schema of SARIF 2.1.0 as OASIS publishes it. */
class SarifTest {
  private static final RuleBook RULES = RuleBook.CONFIGURATION;

  private final JsonObject log =
      log(
          List.of(
              new Finding(RULES.rule("plain-http"), "web", "url", "http://x"),
              new Finding(RULES.rule("shell-command"), "a", "command", "x"),
              new Finding(
                  RULES.rule("plain-http"), "b", "url", "", Optional.of(Path.of("/f/x y")), 7)));

  @Test
  void log_isOfItsVersion_withOneRun() {
    assertThat(at("/version")).isEqualTo(Jsons.json("'2.1.0'"));
    assertThat(log.string("$schema").orElseThrow()).endsWith("sarif-schema-2.1.0.json");
    assertThat(((JsonArray) at("/runs")).size()).isOne();
    assertThat(at("/runs/0/tool/driver/name")).isEqualTo(Jsons.json("'Portreeve'"));
  }

  @Test
  void eachRule_standsOnce_andIsFoundByItsIndex() {
    JsonArray rules = (JsonArray) at("/runs/0/tool/driver/rules");
    assertThat(rules.stream().map(rule -> text(rule, "id")))
        .containsExactly("plain-http", "shell-command");
    for (Json result : results()) {
      int index = Math.toIntExact(((JsonObject) result).integer("ruleIndex").orElseThrow());
      assertThat(text(rules.get(index), "id")).isEqualTo(text(result, "ruleId"));
    }
  }

  @Test
  void log_isOfTheSchemaOfOasis() throws IOException {
    assertThat(faults(log)).isEmpty();
    assertThat(results().size()).isEqualTo(3);
  }

  @Test
  void logOfNothing_andOneOfEveryRule_areOfTheSchema() throws IOException {
    List<Finding> all =
        Stream.of(RuleBook.values())
            .flatMap(book -> book.rules().stream())
            .map(rule -> new Finding(rule, "a \"b\"", "tool\u202e x", "\u0000 \ud800"))
            .toList();

    assertThat(faults(log(List.of()))).isEmpty();
    assertThat(faults(log(all))).isEmpty();
  }

  @Test
  void schema_findsWhatIsWrong() throws IOException {
    assertThat(faults(log.with("version", "2.0.0"))).isNotEmpty();
    assertThat(faults(log.without("runs"))).isNotEmpty();
    assertThat(faults(log.with("x", "y"))).isNotEmpty();
  }

  private static List<String> faults(JsonObject log) throws IOException {
    try (InputStream schema = Sarif.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
          .getSchema(Objects.requireNonNull(schema), InputFormat.JSON)
          .validate(log.toString(), InputFormat.JSON)
          .stream()
          .map(Object::toString)
          .toList();
    }
  }

  private static JsonObject log(List<Finding> findings) {
    return Sarif.of(
        new ScanResult(List.of("configuration"), findings),
        Path.of("/etc/portreeve.yaml"),
        "1.2.3");
  }

  @Test
  void place_isAUri_ofTheFinding_orElseOfTheConfiguration() {
    assertThat(at("/runs/0/results/0/locations/0/physicalLocation/artifactLocation/uri"))
        .isEqualTo(Jsons.json("'file:///etc/portreeve.yaml'"));
    assertThat(at("/runs/0/results/2/locations/0/physicalLocation/artifactLocation/uri"))
        .isEqualTo(Jsons.json("'file:///f/x%20y'"));
  }

  @Test
  void line_isTheStartOfARegion_andWithoutOneThereIsNone() {
    assertThat(in("/runs/0/results/0/locations/0/physicalLocation/region", log)).isEmpty();
    assertThat(at("/runs/0/results/2/locations/0/physicalLocation/region"))
        .isEqualTo(Jsons.json("{'startLine':7}"));
  }

  @Test
  void severity_isALevel() {
    assertThat(at("/runs/0/results/0/level")).isEqualTo(Jsons.json("'error'"));
    assertThat(at("/runs/0/results/1/level")).isEqualTo(Jsons.json("'note'"));
  }

  private JsonArray results() {
    return (JsonArray) at("/runs/0/results");
  }

  private Json at(String pointer) {
    return in(pointer, log).orElseThrow();
  }

  private static Optional<Json> in(String pointer, Json json) {
    return JsonPointer.parse(pointer).in(json);
  }

  private static String text(Json json, String name) {
    return ((JsonObject) json).string(name).orElseThrow();
  }
}
