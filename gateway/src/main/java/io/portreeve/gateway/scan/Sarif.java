package io.portreeve.gateway.scan;

import io.portreeve.gateway.scan.finding.Finding;
import io.portreeve.gateway.scan.finding.Rule;
import io.portreeve.gateway.scan.finding.Severity;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A result as SARIF 2.1.0 (OASIS), which code hosts and editors show. */
public final class Sarif {
  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

  private Sarif() {}

  /**
   * One run.
   *
   * @param configuration the file that was scanned: what stands in no other file is told of there
   * @param version of this program
   */
  public static JsonObject of(ScanResult result, Path configuration, String version) {
    Map<String, Rule> rules = new LinkedHashMap<>();
    result.findings().forEach(one -> rules.putIfAbsent(one.rule().id(), one.rule()));
    List<String> ids = List.copyOf(rules.keySet());
    JsonObject driver =
        JsonObject.empty()
            .with("name", "Portreeve")
            .with("version", version)
            .with("rules", JsonArray.of(rules.values().stream().map(Sarif::rule).toList()));
    JsonObject run =
        JsonObject.empty()
            .with("tool", JsonObject.of("driver", driver))
            .with("columnKind", "utf16CodeUnits")
            .with(
                "results",
                JsonArray.of(
                    result.findings().stream()
                        .map(one -> result(one, ids.indexOf(one.rule().id()), configuration))
                        .toList()));
    return JsonObject.empty()
        .with("$schema", SCHEMA)
        .with("version", "2.1.0")
        .with("runs", JsonArray.of(run));
  }

  private static JsonObject rule(Rule rule) {
    JsonObject properties =
        JsonObject.of("tags", JsonArray.ofStrings(List.of("security")))
            .with("security-severity", score(rule.severity()));
    return JsonObject.empty()
        .with("id", rule.id())
        .with("shortDescription", text(rule.title()))
        .with("help", text(rule.remedy()))
        .with("defaultConfiguration", JsonObject.empty().with("level", level(rule.severity())))
        .with("properties", properties);
  }

  private static JsonObject result(Finding finding, int index, Path configuration) {
    return JsonObject.empty()
        .with("ruleId", finding.rule().id())
        .with("ruleIndex", index)
        .with("level", level(finding.severity()))
        .with("message", text(message(finding)))
        .with("locations", JsonArray.of(location(finding, configuration)))
        .with("partialFingerprints", JsonObject.empty().with("portreeve/v1", finding.fingerprint()))
        .with("properties", JsonObject.empty().with("id", finding.id()));
  }

  private static String message(Finding finding) {
    String who = finding.server().isEmpty() ? "Portreeve" : "server " + finding.server();
    return String.format(
        Locale.ROOT,
        "%s, %s: %s (%s). %s.",
        who,
        finding.subject(),
        finding.rule().title(),
        finding.evidence(),
        finding.rule().remedy());
  }

  private static JsonObject location(Finding finding, Path configuration) {
    String uri = finding.file().orElse(configuration).toUri().toString();
    String name = finding.server().isEmpty() ? "portreeve" : finding.server();
    JsonObject logical =
        JsonObject.empty()
            .with("name", finding.subject())
            .with("fullyQualifiedName", name + "/" + finding.subject());
    JsonObject artifact = JsonObject.of("artifactLocation", JsonObject.empty().with("uri", uri));
    JsonObject physical =
        finding.line() == 0
            ? artifact
            : artifact.with("region", JsonObject.empty().with("startLine", finding.line()));
    return JsonObject.of("physicalLocation", physical)
        .with("logicalLocations", JsonArray.of(logical));
  }

  private static JsonObject text(String text) {
    return JsonObject.empty().with("text", text);
  }

  private static String level(Severity severity) {
    return switch (severity) {
      case LOW -> "note";
      case MEDIUM -> "warning";
      case HIGH, CRITICAL -> "error";
    };
  }

  /** The middle of each band of CVSS, by which code hosts sort. */
  private static String score(Severity severity) {
    return switch (severity) {
      case LOW -> "3.0";
      case MEDIUM -> "5.5";
      case HIGH -> "8.0";
      case CRITICAL -> "9.5";
    };
  }
}
