package io.portreeve.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.audit.AuditEntry;
import io.portreeve.gateway.audit.AuditKind;
import io.portreeve.gateway.replay.WrittenLog;
import io.portreeve.gateway.store.DataDirectory;
import io.portreeve.gateway.store.SqliteOptions;
import io.portreeve.gateway.store.SqliteStore;
import io.portreeve.gateway.store.Store;
import io.portreeve.testkit.Jsons;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyReplayCommandTest {
  @TempDir private Path directory = Path.of("");

  @Test
  void changeThatDeniesAndAllows_namesEachUse_andEndsWithOne() throws Exception {
    record();
    configure(
        """
          allow: [{name: reads, tools: [read, purge]}]
          deny: [{name: no-bob, tools: [read], when: principal.id == "bob"}]
        """);

    Ran ran = replay();

    assertThat(ran.code()).isEqualTo(ExitCode.FINDING.number());
    assertThat(ran.err()).isEmpty();
    assertThat(ran.outLines().subList(0, 3))
        .satisfiesExactly(
            first ->
                assertThat(first)
                    .startsWith("deny ")
                    .containsSubsequence("e2", "bob", "files tool read")
                    .endsWith("`no-bob`: policy-denied"),
            second ->
                assertThat(second)
                    .startsWith("deny ")
                    .containsSubsequence("e3", "ann", "files tool write")
                    .endsWith("`default`: policy-no-rule"),
            third ->
                assertThat(third)
                    .startsWith("allow")
                    .containsSubsequence("e4", "ann", "files tool purge")
                    .endsWith("`reads`; was refused as policy-denied"));
    assertThat(ran.outLines().subList(3, 6))
        .containsExactly(
            "portreeve.yaml would have denied 2 of 3 recorded uses that were allowed, and allowed 1"
                + " of 1 that were denied",
            "not judged: 1 of servers that are not in portreeve.yaml",
            "note: refused by other controls, which no rules change: 1");
  }

  @Test
  void rulesThatSayTheSame_changeNothing_andAreFine() throws Exception {
    record();
    configure("  allow: [{name: all, tools: [read, write]}]\n");

    Ran ran = replay();

    assertThat(ran.code()).isZero();
    assertThat(ran.outLines().getFirst()).contains("denied 0 of 3", "allowed 0 of 1");
  }

  @Test
  void hiddenValues_areCountedByTheRuleThatNeedsThem_andOnlyAStrictReplayMindsThem()
      throws Exception {
    record();
    configure(
        """
          allow: [{name: all, tools: [read, write]}]
          deny: [{name: no-env, tools: [read], when: has(args.path) && args.path == ".env"}]
        """);

    Ran ran = replay();

    assertThat(ran.code()).isZero();
    assertThat(ran.outLines())
        .contains("not known: 1, which depend by `no-env` on what the log does not hold");
    assertThat(replay("--strict").code()).isEqualTo(ExitCode.FINDING.number());
  }

  @Test
  void jsonReport_hasOneLineForEachChange_andTheNumbers() throws Exception {
    record();
    configure("  allow: [{name: all, tools: [write], when: 'args.text == \"x\"'}]\n");

    Ran ran = replay("--json");

    assertThat(ran.outLines())
        .satisfiesExactly(
            first ->
                assertThat(first)
                    .contains(
                        "\"change\":\"deny\"",
                        "\"exchange\":\"e1\"",
                        "\"principal\":\"ann\"",
                        "\"tool\":\"read\"",
                        "\"rule\":\"default\"",
                        "\"reason\":\"policy-no-rule\""),
            second -> assertThat(second).contains("\"exchange\":\"e2\""),
            last ->
                assertThat(last)
                    .isEqualTo(
                        "{\"allowed\":3,\"wouldDeny\":2,\"denied\":1,\"wouldAllow\":0,"
                            + "\"asked\":0,\"wouldAsk\":0,\"wouldNotAsk\":0,"
                            + "\"unknown\":{\"all\":1},\"otherServers\":1,\"unreadable\":0,"
                            + "\"refusedOtherwise\":1,\"quarantined\":0}"));
  }

  @Test
  void usesOfAServerInQuarantine_areTold() throws Exception {
    record();
    configure("  allow: [{name: all, tools: [read, write]}]\n");
    try (Store store =
        SqliteStore.open(DataDirectory.open(directory.resolve("data")), SqliteOptions.defaults())) {
      store.settings().put("quarantine/files", "bad-1".getBytes(StandardCharsets.UTF_8));
    }

    assertThat(replay().outLines())
        .contains(
            "note: of servers that are in quarantine, where rules allow nothing until they are"
                + " released: 5");
  }

  @Test
  void summary_isTheNumbersOnly_andWishesNarrowTheLog() throws Exception {
    record();
    configure("  allow: [{name: none, tools: [nothing]}]\n");

    assertThat(replay("--summary").outLines().getFirst()).contains("denied 3 of 3");
    assertThat(Ran.in(directory, "policy", "replay", "--principal", "bob").outLines().getLast())
        .contains("denied 1 of 1");
  }

  @Test
  void logElsewhere_isJudgedByAConfigurationThatNeverRan() throws Exception {
    record();
    Files.move(directory.resolve("data"), directory.resolve("copy"));
    configure("  allow: [{name: all, tools: [read, write]}]\n");

    assertThat(replay().code()).isEqualTo(ExitCode.UNAVAILABLE.number());
    Ran ran = Ran.in(directory, "policy", "replay", "--journal", "copy/audit");
    assertThat(ran.code()).isZero();
    assertThat(directory.resolve("data")).doesNotExist();
  }

  @Test
  void logWithoutUses_saysSo() throws Exception {
    try (WrittenLog log = new WrittenLog(directory.resolve("data"))) {
      log.append(new AuditEntry(AuditKind.EVENT, "", Jsons.object("{'event':'started'}")));
    }
    configure("  allow: [{name: all, tools: [read]}]\n");

    assertThat(replay().outLines()).contains("note: the log holds no use to judge");
  }

  @Test
  void textsOfOthers_doNotMoveTheScreen() throws Exception {
    try (WrittenLog log = new WrittenLog(directory.resolve("data"))) {
      WrittenLog.forwarded(
          log.shapes(), WrittenLog.using("e1", "ann", "files", "re\u202ead", "{}"));
    }
    configure("  allow: [{name: all, tools: [write]}]\n");

    assertThat(replay().out()).doesNotContain("\u202e").contains("re\\u{202e}ad");
  }

  private Ran replay(String... more) {
    return more.length == 0
        ? Ran.in(directory, "policy", "replay")
        : Ran.in(directory, "policy", "replay", more[0]);
  }

  private void configure(String rules) throws IOException {
    Files.writeString(
        directory.resolve("portreeve.yaml"),
        "data: ./data\nservers: {files: {command: [x]}}\npolicy:\n" + rules);
  }

  private void record() throws Exception {
    WrittenLog.sixUses(directory.resolve("data"), "read");
  }
}
