package io.portreeve.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.controls.indirectpromptinjection.Guardrail;
import io.portreeve.controls.indirectpromptinjection.Spotlight;
import io.portreeve.lab.attacks.BadToken;
import io.portreeve.lab.attacks.BorrowedRights;
import io.portreeve.lab.attacks.ForeignActor;
import io.portreeve.lab.attacks.ForeignClient;
import io.portreeve.lab.attacks.ForeignNote;
import io.portreeve.lab.attacks.ForeignOrder;
import io.portreeve.lab.attacks.ForgedYes;
import io.portreeve.lab.attacks.HostileProgram;
import io.portreeve.lab.attacks.InjectedOrder;
import io.portreeve.lab.attacks.LeakedKey;
import io.portreeve.lab.attacks.MarkedOrder;
import io.portreeve.lab.attacks.ObedientModel;
import io.portreeve.lab.attacks.OrderedModel;
import io.portreeve.lab.attacks.PlainRequest;
import io.portreeve.lab.attacks.PlantedMemory;
import io.portreeve.lab.attacks.PosingWorkload;
import io.portreeve.lab.attacks.StrayCall;
import io.portreeve.lab.attacks.TamperedMemory;
import io.portreeve.lab.attacks.UnmarkedMail;
import io.portreeve.lab.attacks.VulnerablePackage;
import io.portreeve.lab.scene.Attack;
import io.portreeve.lab.scene.Attack.Attempt;
import io.portreeve.lab.scene.Attack.Trial;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.Jsons;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LabTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  static List<Attack> attacks() {
    return Attacks.all();
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void attack_worksWithoutTheGuard_andNotWithIt(Attack attack) throws Exception {
    try (Bench bench = new Bench()) {
      Result result = bench.run(attack);

      assertThat(result.without()).as(attack.story() + ", without").isTrue();
      assertThat(result.with()).as(attack.story() + ", with: " + result.evidence()).isFalse();
      assertThat(result.reason()).as("the journal says why").isNotEmpty();
    }
  }

  /** Only what is bad about the other tokens may be what blocks them. */
  @Test
  void goodToken_isTakenWithTheGuardToo() throws Exception {
    try (Bench bench = new Bench()) {
      assertThat(bench.run(BadToken.good()).with()).isTrue();
    }
  }

  @Test
  void namedClient_andTheChainThatWasMeant_areTakenWithTheGuardToo() throws Exception {
    try (Bench bench = new Bench()) {
      assertThat(bench.run(ForeignClient.named()).with()).isTrue();
      assertThat(bench.run(ForeignActor.meant()).with()).isTrue();
    }
  }

  /** Who proves no more than its authority and its host is stopped by what is expected alone. */
  @Test
  void workloadOfTheSameAuthority_isBelieved_whereNoMoreIsExpected() throws Exception {
    try (Bench bench = new Bench()) {
      assertThat(bench.run(PosingWorkload.believed()).with()).isTrue();
      assertThat(bench.run(new PosingWorkload()).reason()).contains("server-unproved");
    }
  }

  /** Only that he has no account may be what stops the other. */
  @Test
  void userWithAnAccount_isServedWithTheGuardToo() throws Exception {
    try (Bench bench = new Bench()) {
      assertThat(bench.run(BorrowedRights.byTheOwner()).with()).isTrue();
    }
  }

  @Test
  void whoeverReadsHisOwn_isServedWithTheGuardToo() throws Exception {
    try (Bench bench = new Bench()) {
      assertThat(bench.run(ForeignOrder.own()).with()).isTrue();
      assertThat(bench.run(ForeignNote.own()).with()).isTrue();
    }
  }

  @Test
  void attacksOnObjects_areBlockedByWhatTheyAreAbout() throws Exception {
    try (Bench bench = new Bench()) {
      assertThat(bench.run(new ForeignOrder()).reason()).contains("decision-denied");
      assertThat(bench.run(new ForeignNote()).reason())
          .contains("policy-no-rule", "object-claimed", "object-given");
    }
  }

  /** Only whose words chose the recipient may be what stops him. */
  @Test
  void mailThatTheUserAskedFor_isSentWithTheGuardToo_whoeverElseAskedForIt() throws Exception {
    try (Bench bench = new Bench()) {
      Result result = bench.run(ObedientModel.asItsUserMeant());

      assertThat(result.with()).as(result.evidence()).isTrue();
      assertThat(bench.run(new ObedientModel()).reason()).contains("flow-untraced");
    }
  }

  /** Otherwise the lab would call blocked what nothing blocked. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "2 | insecure-no-controls: true",
        "3b | authentication: {api-keys: true}",
        "4a | output: {insecure-skip-validation: true}",
        "4b | output: {insecure-skip-sanitization: true}",
        "5b | information-flow: {policy: off}",
        "6b | internal-networks: {tools.lab.example: [127.0.0.0/8]}",
        "8a | authentication: {api-keys: true}",
        "8b | authentication: {api-keys: true}",
        "9a | authentication: {insecure-anonymous: {}}",
        "9b | authentication: {api-keys: true}",
        "10a | input: {insecure-skip-validation: true}",
        "10b | input: {insecure-skip-sanitization: true}"
      })
  void attackWhoseControlIsGivenUp_works_andIsNotReportedAsBlocked(
      String mitigation, String configuration) throws Exception {
    Attack attack =
        Attacks.all().stream()
            .filter(one -> one.mitigation().id().equals(mitigation))
            .findFirst()
            .orElseThrow();
    try (Bench bench = new Bench(configuration)) {
      Result result = bench.run(new Weakened(attack));

      assertThat(result.without()).isTrue();
      assertThat(result.with()).as(result.evidence()).isTrue();
      assertThat(result.proves()).isFalse();
      assertThat(result.toJson().string("with")).hasValue("succeeded");
    }
  }

  @Test
  void programThatNothingConfines_succeedsWithTheGuardToo() throws Exception {
    try (Bench bench = new Bench()) {
      Result result = bench.run(new HostileProgram("insecure-no-sandbox: true"));

      assertThat(result.with()).as(result.evidence()).isTrue();
    }
  }

  @Test
  void orderThatIsOnlyToldOf_succeedsWithTheGuardToo() throws Exception {
    try (Bench bench = new Bench()) {
      Result result = bench.run(new InjectedOrder("alert"));

      assertThat(result.with()).as(result.evidence()).isTrue();
    }
  }

  /** Only the classifier may be what blocks it. */
  @Test
  void requestThatOurDetectorTakesForHonest_isObeyedBehindTheGuardToo() throws Exception {
    try (Bench bench = new Bench()) {
      Result result = bench.run(PlainRequest.unclassified());

      assertThat(result.with()).as(result.evidence()).isTrue();
      assertThat(bench.run(new PlainRequest()).reason()).isEqualTo("response-suspicious");
    }
  }

  @Test
  void keyThatIsOnlyToldOf_leavesWithTheGuardToo() throws Exception {
    try (Bench bench = new Bench()) {
      Result result = bench.run(new LeakedKey("responses: {secrets: alert}"));

      assertThat(result.with()).as(result.evidence()).isTrue();
      assertThat(bench.with(new LeakedKey("requests: {secrets: alert}")).everyWayWorked()).isTrue();
      assertThat(bench.run(new LeakedKey("responses: {secrets: redact}")).reason())
          .contains("sensitive-redacted");
      assertThat(bench.run(new LeakedKey("requests: {secrets: block}")).reason())
          .contains("arguments-sensitive");
    }
  }

  /** Only the marks may be what blocks it: no rule, pin or guardrail knows such words. */
  @Test
  void orderThatIsNotMarked_isObeyedBehindTheGuardToo() throws Exception {
    try (Bench bench = new Bench()) {
      Result result = bench.run(new MarkedOrder("off"));

      assertThat(result.with()).as(result.evidence()).isTrue();
      assertThat(bench.with(new MarkedOrder("off")).everyWayWorked()).isTrue();
      assertThat(bench.run(new MarkedOrder("delimiters")).reason()).contains("data-marked");
    }
  }

  /**
   * Only what our application does may be what blocks it: it is the same model, and the same wire.
   */
  @Test
  void applicationOfOurs_withItsOwnControlsOff_isAsNaiveAsAnother() throws Exception {
    try (Bench bench = new Bench()) {
      assertThat(bench.with(new UnmarkedMail(Spotlight.OFF)).everyWayWorked()).isTrue();
      assertThat(bench.with(new OrderedModel(Guardrail.ALERT)).everyWayWorked()).isTrue();
    }
  }

  @Test
  void whatAPersonApproves_orItsUserMeant_isDoneByOurApplicationToo() throws Exception {
    try (Bench bench = new Bench()) {
      assertThat(bench.with(ForgedYes.approved()).everyWayWorked()).isTrue();
      assertThat(bench.with(StrayCall.asItsUserMeant()).everyWayWorked()).isTrue();
    }
  }

  @Test
  void attacksOnApplications_areBlockedByWhatTheyAreAbout() throws Exception {
    try (Bench bench = new Bench()) {
      assertThat(bench.run(new UnmarkedMail(Spotlight.DELIMITERS)).reason())
          .isEqualTo("data-marked");
      assertThat(bench.run(new OrderedModel()).reason())
          .isEqualTo("suspicious-tool, suspicious-arguments, by-suspicious, suspicious-model");
      assertThat(bench.run(new ForgedYes()).reason()).contains("approval-");
      assertThat(bench.run(new TamperedMemory()).reason()).contains("memory-quarantined");
      assertThat(bench.run(new StrayCall()).reason()).contains("flow-un");
    }
  }

  @Test
  void memoryOfWhichNothingIsSaid_isBelievedWithTheGuardToo() throws Exception {
    try (Bench bench = new Bench()) {
      assertThat(bench.run(PlantedMemory.unsaid()).with()).isTrue();
      assertThat(bench.run(new PlantedMemory()).reason()).isEqualTo("memory-quarantined");
    }
  }

  @Test
  void packageThatIsOnlyToldOf_succeedsWithTheGuardToo() throws Exception {
    try (Bench bench = new Bench()) {
      Result result = bench.run(new VulnerablePackage("never"));

      assertThat(result.with()).as(result.evidence()).isTrue();
    }
  }

  @Test
  void vulnerablePackage_isBlockedForTheServerAsAWhole() throws Exception {
    try (Bench bench = new Bench()) {
      assertThat(bench.run(new VulnerablePackage()).reason()).isEqualTo("server-quarantined");
    }
  }

  /** All four ways are closed for reasons of their own. */
  @Test
  void confinedProgram_isBlockedForWhatItTriesAndForWhatItUsesUp() throws Exception {
    try (Bench bench = new Bench()) {
      assertThat(bench.run(new HostileProgram()).reason())
          .contains("sandbox-refused", "sandbox-exhausted");
    }
  }

  @Test
  void everyMitigationInForce_hasAnAttack() {
    assertThat(Attacks.all().stream().map(attack -> attack.mitigation().id()).distinct())
        .containsExactlyInAnyOrder(
            "1a", "1b", "2", "3a", "3b", "4a", "4b", "5a", "5b", "6a", "6b", "7a", "7b", "8a", "8b",
            "9a", "9b", "10a", "10b", "11a", "11b");
  }

  @Test
  void json_isOneObjectALine_ofExactlyTheFieldsThatArePromised() throws Exception {
    int status = Lab.run(List.of("--threat", "9", "--json"), print());

    assertThat(status).isZero();
    assertThat(lines().map(Jsons::object).map(JsonObject::names))
        .hasSize(10)
        .containsOnly(
            List.of("mitigation", "threat", "attack", "without", "with", "reason", "evidence"));
    assertThat(lines().map(Jsons::object).map(line -> line.string("mitigation").orElseThrow()))
        .containsExactly("9a", "9a", "9a", "9a", "9a", "9a", "9b", "9b", "9b", "9b");
    assertThat(lines().map(Jsons::object))
        .allSatisfy(line -> {
          assertThat(line.integer("threat")).hasValue(9L);
          assertThat(line.string("without")).hasValue("succeeded");
          assertThat(line.string("with")).hasValue("blocked");
          assertThat(line.string("reason")).isNotEmpty();
          assertThat(line.string("evidence")).isNotEmpty();
        });
  }

  @ParameterizedTest
  @CsvSource({
    "true, false, 0, '1 passed, 0 failed'",
    "true, true, 1, '0 passed, 1 failed'",
    "false, false, 1, '0 passed, 1 failed'",
    "false, true, 1, '0 passed, 1 failed'"
  })
  void onlyAnAttackThatWorksWithout_andNotWith_isProof(
      boolean without, boolean with, int status, String sum) throws Exception {
    assertThat(Lab.run(List.of(new Scripted(without, with, "e")), List.of(), print()))
        .isEqualTo(status);
    assertThat(lines().reduce((_, last) -> last)).hasValue(sum);
  }

  @Test
  void oneAttackThatIsNotBlocked_failsTheWholeLab() throws Exception {
    List<Attack> attacks = List.of(new Scripted(true, false, "e"), new Scripted(true, true, "e"));

    assertThat(Lab.run(attacks, List.of("--json"), print())).isEqualTo(1);
    assertThat(lines().map(Jsons::object).map(line -> line.string("with").orElseThrow()))
        .containsExactly("blocked", "succeeded");
  }

  /** One way that was never open is no attack, and one that is left open is not blocked. */
  @Test
  void attackOfSeveralWays_isProofOnlyIfAllWorkWithout_andNoneWith() throws Exception {
    Trial open = new Trial("a", true, "e");
    Trial shut = new Trial("b", false, "e");
    List<Attack> attacks =
        List.of(
            new Scripted(attempt(open, open), attempt(shut, shut)),
            new Scripted(attempt(open, shut), attempt(shut, shut)),
            new Scripted(attempt(open, open), attempt(shut, open)));

    assertThat(Lab.run(attacks, List.of("--json"), print())).isEqualTo(1);
    assertThat(lines().map(Jsons::object).map(line -> line.string("without").orElseThrow()))
        .containsExactly("succeeded", "failed", "succeeded");
    assertThat(lines().map(Jsons::object).map(line -> line.string("with").orElseThrow()))
        .containsExactly("blocked", "blocked", "succeeded");
  }

  private static Attempt attempt(Trial... trials) {
    return new Attempt(List.of(trials));
  }

  @Test
  void attacks_areInTheOrderOfTheirMitigations() {
    assertThat(Attacks.all())
        .isSortedAccordingTo(Comparator.comparing(Attack::mitigation))
        .hasSizeGreaterThan(9);
  }

  /** Evidence is what a server wrote: of any length and in any script. */
  @Test
  void evidence_isCutToALineThatCanBeRead() throws Exception {
    String evidence = "x".repeat(159) + "\ud83d\ude00".repeat(200) + "\n\u001b[2J";

    int status = Lab.run(List.of(new Scripted(true, false, evidence)), List.of("--json"), print());

    assertThat(status).isZero();
    String line = lines().findFirst().orElseThrow();
    assertThat(line.length()).isLessThan(500);
    assertThat(Jsons.read(line.getBytes(StandardCharsets.UTF_8))).isInstanceOf(JsonObject.class);
  }

  @Test
  void threatWithoutAttacks_provesNothing() throws Exception {
    assertThat(Lab.run(List.of(), List.of("--threat", "6"), print())).isEqualTo(1);
    assertThat(lines()).containsExactly("no attack: no mitigation of this threat is in force yet");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "12", "99", "nine", "-1"})
  void threatThatThereIsNot_isAUsageError(String threat) throws Exception {
    assertThat(Lab.run(List.of("--threat", threat), print())).isEqualTo(2);
    assertThat(lines())
        .containsExactly("portreeve: there is no threat " + threat + "; they are 1 to 11");
  }

  @Test
  void lines_fitATerminal() throws Exception {
    var _ = Lab.run(List.of(new Scripted(true, false, "e")), List.of(), print());

    assertThat(lines().map(String::length)).allMatch(length -> length <= 90);
    assertThat(lines())
        .anyMatch(line -> line.strip().startsWith("without Portreeve it succeeds; with it, it is"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--thread 9", "more"})
  void unknownOption_isAUsageError(String options) throws Exception {
    assertThat(Lab.run(List.of(options.split(" ", -1)), print())).isEqualTo(2);
    assertThat(lines().findFirst().orElseThrow()).startsWith("portreeve: there is no ");
    assertThat(lines().skip(1)).anyMatch(line -> line.startsWith("usage: portreeve lab "));
  }

  @Test
  void help_isNoError() throws Exception {
    assertThat(Lab.run(List.of("--help"), print())).isZero();
    assertThat(lines().findFirst())
        .hasValue("usage: portreeve lab [--threat N] [--json] [ROW ...]");
  }

  @Test
  void replay_isACommandOfItsOwn() throws Exception {
    assertThat(Lab.run(List.of("replay", "--help"), print())).isZero();
    assertThat(lines()).anyMatch(line -> line.startsWith("Usage: portreeve lab replay"));
  }

  private Stream<String> lines() {
    return out.toString(StandardCharsets.UTF_8).lines();
  }

  private PrintStream print() {
    return new PrintStream(out, true, StandardCharsets.UTF_8);
  }
}
