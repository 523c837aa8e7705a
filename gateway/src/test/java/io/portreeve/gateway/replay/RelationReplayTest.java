package io.portreeve.gateway.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.controls.Glob;
import io.portreeve.gateway.config.NamingSettings;
import io.portreeve.gateway.config.ObjectIds;
import io.portreeve.gateway.config.ObjectSettings;
import io.portreeve.gateway.config.PolicySettings;
import io.portreeve.gateway.config.RuleSettings;
import io.portreeve.gateway.policy.RulePolicy;
import io.portreeve.gateway.policy.Rules;
import io.portreeve.testkit.Exchanges;
import io.portreeve.testkit.Messages;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Recorded uses, judged again by rules that go by what somebody is to an object. */
class RelationReplayTest {
  private static final Map<String, ObjectSettings> NOTES =
      Map.of(
          "note",
          new ObjectSettings(
              ObjectIds.TEXT,
              Map.of("owner", List.of()),
              List.of(
                  new NamingSettings(
                      List.of(),
                      List.of(new Glob("read")),
                      List.of(),
                      Optional.of("id"),
                      List.of()))));
  private static final Map<String, String> OWNER = Map.of("note", "owner");

  private final WrittenLog log;

  RelationReplayTest(@TempDir Path directory) throws Exception {
    log = new WrittenLog(directory);
  }

  @AfterEach
  void close() throws Exception {
    log.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        "{'id':'7'} ; Unknown",
        "{'id':{}} ; Unknown",
        "{} ; Unknown",
      })
  void ruleThatDemandsARelation_isUnknown_howeverMuchIsOnRecord(String arguments, String said)
      throws Exception {
    assertThat(replayed(arguments, List.of(rule(OWNER, "")), List.of())).isEqualTo(said);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        "server == 'files' ; Unknown",
        "server == 'mail' ; Denied",
        "args.id == '7' ; Unknown",
        "args.id == '8' ; Denied",
        "1 / 0 == 1 ; Denied",
      })
  void conditionThatDecidesAlone_isNotHeldUpByTheRelation(String condition, String said)
      throws Exception {
    assertThat(replayed("{'id':'7'}", List.of(rule(OWNER, condition)), List.of())).isEqualTo(said);
  }

  @Test
  void denial_isCertain_whateverTheRelationWas() throws Exception {
    assertThat(
            replayed(
                "{'id':'7'}", List.of(rule(OWNER, "")), List.of(rule(Map.of(), "args.id == '7'"))))
        .isEqualTo("Denied");
  }

  @Test
  void sameRulesWithoutTheRelation_allowTheUse() throws Exception {
    assertThat(replayed("{'id':'7'}", List.of(rule(Map.of(), "")), List.of())).isEqualTo("Allowed");
  }

  private String replayed(String arguments, List<RuleSettings> allow, List<RuleSettings> deny)
      throws Exception {
    WrittenLog.forwarded(log.values(), Exchanges.asking(Messages.callTool("read", arguments)));
    RulePolicy policy = RulePolicy.compile(new PolicySettings(NOTES, allow, deny));
    Recorded.Use use =
        log.records().stream()
            .map(Recorded::of)
            .filter(Recorded.Use.class::isInstance)
            .map(Recorded.Use.class::cast)
            .findFirst()
            .orElseThrow();
    return new Replay(policy).judge(use.use()).getClass().getSimpleName();
  }

  private static RuleSettings rule(Map<String, String> objects, String when) {
    return Rules.demanding("one", objects, when);
  }
}
