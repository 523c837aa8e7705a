package io.portreeve.gateway.scan.definition;

import static io.portreeve.gateway.scan.definition.Definitions.tool;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.portreeve.gateway.config.Configurations;
import io.portreeve.gateway.scan.finding.Finding;
import io.portreeve.gateway.scan.finding.Progress;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CombinationsTest {
  private static final List<Offered> TOOLS =
      List.of(
          tool("files", "read_file", ""),
          tool("tracker", "list_issues", ""),
          tool("mail", "send_email", ""));

  @Test
  void everybodyMayDoAllThree_isFoundOnce_withTheTools() throws Exception {
    assertThat(found("- {name: all, tools: ['*']}"))
        .extracting(Finding::subject, Finding::evidence)
        .containsExactly(
            tuple("everybody", "files read_file, then tracker list_issues, then mail send_email"));
  }

  @Test
  void roleThatMayDoAllThree_isFound_andThoseThatMayDoTwoAreNot() throws Exception {
    assertThat(
            found(
                """
                - {name: a, roles: [reader, agent], servers: [files, tracker], tools: ['*']}
                    - {name: b, roles: [agent], servers: [mail], tools: ['send_*']}\
                """))
        .extracting(Finding::subject)
        .containsExactly("role agent");
  }

  @Test
  void denial_partsThem_unlessItHasACondition() throws Exception {
    String all = "- {name: all, tools: ['*']}\n  deny:\n    - {name: no, servers: [mail]%s}";

    assertThat(found(all.formatted(""))).isEmpty();
    assertThat(found(all.formatted(", when: 'args.n > 3'"))).hasSize(1);
  }

  @Test
  void ruleThatIsOnlyTried_neitherLetsAnybodyCall_norPartsAnything() throws Exception {
    String all = "- {name: all, tools: ['*']%s}\n  deny:\n    - {name: no, servers: [mail]%s}";

    assertThat(found(all.formatted("", ", shadow: true"))).hasSize(1);
    assertThat(found(all.formatted(", shadow: true", ", shadow: true"))).isEmpty();
  }

  @Test
  void ruleAboutSeeingOnly_letsNobodyCall() throws Exception {
    assertThat(found("- {name: all, tools: ['*'], phases: [discover]}")).isEmpty();
  }

  private static List<Finding> found(String rules) throws InterruptedException {
    var configuration =
        Configurations.of(
            """
            data: ./data
            servers: {files: {command: [x]}, tracker: {command: [x]}, mail: {command: [x]}}
            policy:
              allow:
                %s
            """
                .formatted(rules));
    return new DefinitionProbe(
            _ -> new Offers.Answer(TOOLS, Map.of()),
            configuration.policy(),
            Audiences.of(configuration, List.of()))
        .look(Progress.NONE);
  }
}
