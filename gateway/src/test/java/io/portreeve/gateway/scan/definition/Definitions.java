package io.portreeve.gateway.scan.definition;

import io.portreeve.gateway.config.PolicySettings;
import io.portreeve.gateway.scan.definition.Offered.Standing;
import io.portreeve.gateway.scan.finding.Finding;
import io.portreeve.gateway.scan.finding.Progress;
import io.portreeve.guard.DefinitionPins.Kind;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.Jsons;
import java.util.List;
import java.util.Map;

/** Makes definitions, and looks at them. */
final class Definitions {
  private static final PolicySettings NOBODY = new PolicySettings(List.of(), List.of());

  private Definitions() {}

  /** A tool of a server that says this of itself, as the text is. */
  static Offered tool(String server, String name, String description) {
    JsonObject json =
        JsonObject.empty()
            .with("name", name)
            .with("description", description)
            .with("inputSchema", Jsons.json("{'type':'object'}"));
    return new Offered(server, Kind.TOOL, name, json, Standing.NEW);
  }

  /** A tool with these members besides its name; quotes may be single. */
  static Offered toolOf(String name, String members) {
    return new Offered(
        "files",
        Kind.TOOL,
        name,
        Jsons.object("{'name':'" + name + "'," + members + "}"),
        Standing.NEW);
  }

  /** The rules that a look at these finds broken. */
  static List<String> broken(Offered... all) throws InterruptedException {
    return findings(all).stream().map(one -> one.rule().id()).sorted().distinct().toList();
  }

  static List<Finding> findings(Offered... all) throws InterruptedException {
    Offers offers = _ -> new Offers.Answer(List.of(all), Map.of());
    return new DefinitionProbe(offers, NOBODY, List.of()).look(Progress.NONE);
  }
}
