package io.portreeve.gateway.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.controls.Glob;
import io.portreeve.gateway.config.Phase;
import io.portreeve.gateway.config.RuleSettings;
import io.portreeve.gateway.relations.Related;
import io.portreeve.guard.Subject;
import io.portreeve.mcp.ToolName;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.Exchanges;
import io.portreeve.testkit.Messages;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RuleTest {
  private final Rule read =
      new Rule(naming("read"), new Demand(List.of(), Related.none()), Optional.empty());

  @Test
  void ruleThatNamesTheThing_applies() {
    Rule.Targeting targeting = read.targeting(facts("read")).orElseThrow();

    assertThat(targeting.call(facts("read"))).isEqualTo(Rule.Match.APPLIES);
    assertThat(targeting.discover(facts("read"))).isEqualTo(Rule.Match.APPLIES);
  }

  /** It would allow everything. */
  @Test
  void ruleThatNamesAnother_cannotBeAsked() {
    assertThat(read.targeting(facts("drop"))).isEmpty();
  }

  private static Facts facts(String tool) {
    return new Facts(
        Exchanges.asking(Messages.callTool(tool, "{}")),
        new Subject.OfTool(Exchanges.SERVER, new ToolName(tool)),
        JsonObject.empty(),
        Map.of(),
        Gaps.none());
  }

  private static RuleSettings naming(String tool) {
    return new RuleSettings(
        "named",
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(new Glob(tool)),
        List.of(),
        List.of(),
        List.of(Phase.DISCOVER, Phase.CALL),
        Map.of(),
        Optional.empty(),
        false,
        Optional.empty());
  }
}
