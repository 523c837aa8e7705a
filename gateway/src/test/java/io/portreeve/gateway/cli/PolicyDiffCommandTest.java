package io.portreeve.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.replay.WrittenLog;
import io.portreeve.gateway.store.DataDirectory;
import io.portreeve.gateway.store.SqliteOptions;
import io.portreeve.gateway.store.SqliteStore;
import io.portreeve.gateway.store.Store;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyDiffCommandTest {
  private static final String ALL = "  allow: [{name: all, tools: [read, write]}]\n";
  private static final String NO_BOB =
      ALL + "  deny: [{name: no-bob, tools: [write], when: principal.id == \"bob\"}]\n";

  private static final String LABELLED =
      "  allow: [{name: all, tools: [read], when: 'labels.stage == \"test\" || args.n == 1'}]\n";

  @TempDir private Path directory = Path.of("");

  @Test
  void sameRules_differInNothing_andEndWithZero() throws Exception {
    record();
    configure(ALL, ALL);

    Ran ran = diff();

    assertThat(ran.err()).isEmpty();
    assertThat(ran.code()).isZero();
    assertThat(ran.outLines())
        .containsExactly(
            "no rule differs",
            "nobody of whom anything is known may use anything else than before",
            "this change would have denied 0, and allowed 0, of 4 recorded uses",
            "not judged: 1 of servers that are not in both");
  }

  @Test
  void denialThatCame_isTold_withWhoMayNotAnyMore_andWhoDidSo() throws Exception {
    record();
    configure(ALL, NO_BOB);

    Ran ran = diff();

    assertThat(ran.code()).isEqualTo(ExitCode.FINDING.number());
    assertThat(ran.outLines())
        .satisfiesExactly(
            rules -> assertThat(rules).isEqualTo("rules"),
            rule -> assertThat(rule).isEqualTo("  deny  no-bob  new"),
            access -> assertThat(access).isEqualTo("who may use what"),
            everybody ->
                assertThat(everybody)
                    .isEqualTo("  everybody  yes -> under conditions  files  tool  write"),
            use ->
                assertThat(use)
                    .startsWith("deny ")
                    .containsSubsequence("e2", "bob", "files tool write")
                    .endsWith("`no-bob`: policy-denied"),
            numbers ->
                assertThat(numbers)
                    .isEqualTo(
                        "this change would have denied 1, and allowed 0, of 4 recorded uses"),
            note -> assertThat(note).startsWith("not judged: 1 of servers"));
  }

  @Test
  void otherWayRound_isAllowed() throws Exception {
    record();
    configure(NO_BOB, ALL);

    assertThat(diff().outLines())
        .contains(
            "  deny  no-bob  gone",
            "this change would have denied 0, and allowed 1, of 4 recorded uses");
  }

  @Test
  void hiddenValue_isNotKnown_unlessTheRulesAboutTheToolAreTheSame() throws Exception {
    record();
    String reads = "  deny: [{name: no-env, tools: [read], when: args.path == \".env\"}%s]\n";
    configure(ALL + reads.formatted(""), ALL + reads.formatted(", {name: x, tools: [write]}"));

    assertThat(diff().outLines())
        .contains("this change would have denied 2, and allowed 0, of 4 recorded uses")
        .noneMatch(line -> line.startsWith("not known"));

    configure(ALL, ALL + reads.formatted(""));
    assertThat(diff().outLines())
        .contains(
            "this change would have denied 0, and allowed 0, of 4 recorded uses",
            "not known: 1, which depend by `no-env` on what the log does not hold");
  }

  @Test
  void labelsThatChange_areADifference_evenIfNobodysAccessTellsOfIt() throws Exception {
    configure(LABELLED, LABELLED);
    Path candidate = directory.resolve("candidate.yaml");
    Files.writeString(candidate, Files.readString(candidate).replace("live", "next"));

    Ran ran = diff();

    assertThat(ran.code()).isEqualTo(ExitCode.FINDING.number());
    assertThat(ran.outLines())
        .contains(
            "  labels  files  changed: stage",
            "nobody of whom anything is known may use anything else than before");
  }

  @Test
  void useThatIsNotKnown_isMindedByAStrictComparisonOnly() throws Exception {
    record();
    configure(ALL, ALL);

    assertThat(diff().code()).isZero();
    assertThat(diff("--strict").outLines())
        .contains("not judged: 1 of servers that are not in both");
    assertThat(diff("--strict").code()).isEqualTo(ExitCode.FINDING.number());
    assertThat(diff("--strict", "--principal", "bob").code()).isZero();
  }

  @Test
  void jsonReport_hasOneLineForEachDifference_andTheNumbers() throws Exception {
    record();
    configure(ALL, NO_BOB);

    assertThat(diff("--json").outLines())
        .satisfiesExactly(
            rule ->
                assertThat(rule)
                    .isEqualTo(
                        "{\"kind\":\"rule\",\"list\":\"deny\",\"name\":\"no-bob\","
                            + "\"change\":\"new\",\"keys\":[]}"),
            access ->
                assertThat(access)
                    .isEqualTo(
                        "{\"kind\":\"access\",\"caller\":\"everybody\",\"server\":\"files\","
                            + "\"tool\":\"write\",\"before\":\"yes\",\"after\":\"sometimes\"}"),
            use -> assertThat(use).contains("\"change\":\"deny\"", "\"exchange\":\"e2\""),
            numbers ->
                assertThat(numbers)
                    .isEqualTo(
                        "{\"kind\":\"numbers\",\"uses\":4,\"wouldDeny\":1,\"wouldAllow\":0,"
                            + "\"wouldAsk\":0,\"unknown\":{},\"otherServers\":1,\"unreadable\":0,"
                            + "\"quarantined\":0}"));
  }

  @Test
  void summary_leavesTheUsesOut_andWishesNarrowTheLog() throws Exception {
    record();
    configure(ALL, NO_BOB);

    assertThat(diff("--summary").outLines()).noneMatch(line -> line.startsWith("deny "));
    assertThat(diff("--principal", "ann").outLines())
        .contains("this change would have denied 0, and allowed 0, of 3 recorded uses");
  }

  @Test
  void rulesThatAreOnlyTried_countIfAskedFor() throws Exception {
    record();
    configure(ALL, NO_BOB.replace("\"bob\"}", "\"bob\", shadow: true}"));

    assertThat(diff("--summary").outLines())
        .contains("  deny  no-bob  new")
        .anyMatch(line -> line.startsWith("this change would have denied 0"));
    assertThat(diff("--summary", "--shadow").outLines())
        .anyMatch(line -> line.startsWith("this change would have denied 1"));
  }

  @Test
  void rulesThatAskForAnApproval_areToldByWhatTheyMakeOfTheUses_andWho() throws Exception {
    record();
    configure(ALL, ALL + "  approve: [{name: ask, tools: [write], by: operator}]\n");

    assertThat(diff().outLines())
        .contains(
            "  approve  ask  new",
            "  everybody                 yes -> with the operator's approval  files  tool  write",
            "it would have asked for an approval of 2")
        .anySatisfy(line ->
            assertThat(line).startsWith("ask  ").endsWith("`ask`: an approval of the operator"));
  }

  @Test
  void serverInQuarantine_isTold_andItsUsesAreCounted() throws Exception {
    record();
    configure(ALL, ALL);
    try (Store store =
        SqliteStore.open(DataDirectory.open(directory.resolve("data")), SqliteOptions.defaults())) {
      store.settings().put("quarantine/files", "bad-1".getBytes(StandardCharsets.UTF_8));
    }

    assertThat(diff().outLines())
        .contains(
            "note: `files` is in quarantine, where rules allow nothing until it is released",
            "note: of servers that are in quarantine, where rules allow nothing until they are"
                + " released: 5");
  }

  @Test
  void nothingRanYet_rulesAreComparedAllTheSame() throws Exception {
    configure(ALL, NO_BOB);

    Ran ran = diff();

    assertThat(ran.code()).isEqualTo(ExitCode.FINDING.number());
    assertThat(ran.outLines())
        .contains(
            "  deny  no-bob  new", "note: there is no log yet, so no recorded use was judged");
    assertThat(directory.resolve("data")).doesNotExist();
  }

  @Test
  void candidateThatIsWrong_endsWithItsProblems() throws Exception {
    configure(ALL, "  alow: []\n");

    Ran ran = diff();

    assertThat(ran.code()).isEqualTo(ExitCode.USAGE.number());
    assertThat(ran.err()).contains("candidate.yaml:4", "alow", "did you mean `allow`?");
  }

  @Test
  void logThatWasNamedAndIsNone_isNotPassedOver() throws Exception {
    configure(ALL, ALL);

    assertThat(diff("--journal", "nowhere").code()).isEqualTo(ExitCode.UNAVAILABLE.number());
  }

  private Ran diff(String... more) {
    String[] command = new String[3 + more.length];
    command[0] = "policy";
    command[1] = "diff";
    command[2] = "candidate.yaml";
    System.arraycopy(more, 0, command, 3, more.length);
    return Ran.in(directory, command);
  }

  private void configure(String before, String after) throws IOException {
    String servers =
        "data: ./data\nservers: {files: {command: [x], labels: {stage: live}}}\npolicy:\n";
    Files.writeString(directory.resolve("portreeve.yaml"), servers + before);
    Files.writeString(directory.resolve("candidate.yaml"), servers + after);
  }

  private void record() throws Exception {
    WrittenLog.sixUses(directory.resolve("data"), "write");
  }
}
