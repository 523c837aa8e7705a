package io.portreeve.gateway.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.config.PolicySettings;
import io.portreeve.gateway.config.RuleSettings;
import io.portreeve.gateway.policy.RulePolicy;
import io.portreeve.gateway.policy.Rules;
import io.portreeve.gateway.replay.RecordedUse.Was;
import io.portreeve.guard.Approver;
import io.portreeve.guard.Decision;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.Judgement;
import io.portreeve.guard.Mitigation;
import io.portreeve.guard.Reason;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Uses of which rules asked for an approval, and those of which other rules would. */
class ApprovalReplayTest {
  private static final Exchange USE =
      WrittenLog.using("e1", "ann", "files", "pay", "{'sum':101,'to':'bob'}");
  private static final RuleSettings ALL = Rules.rule("all", "");

  private final WrittenLog log;

  ApprovalReplayTest(@TempDir Path directory) throws Exception {
    log = new WrittenLog(directory);
  }

  @AfterEach
  void close() throws Exception {
    log.close();
  }

  private static Decision asked(String control) {
    return new Decision(
        control,
        Mitigation.ACCESS_AUTHORIZATION,
        Decision.Kind.ASK,
        Reason.APPROVAL_REQUIRED,
        "",
        List.of());
  }

  private void refused(Reason reason, Decision... decisions) throws Exception {
    log.values().decided(USE, new Judgement.Refused<>(reason, "", List.of(decisions)));
  }

  private RecordedUse use() throws Exception {
    return log.records().stream()
        .map(Recorded::of)
        .filter(Recorded.Use.class::isInstance)
        .map(one -> ((Recorded.Use) one).use())
        .findFirst()
        .orElseThrow();
  }

  private static Replayed judged(RecordedUse use, RuleSettings... approve) throws Exception {
    var settings =
        new PolicySettings(Map.of(), List.of(ALL), List.of(), List.of(approve), Optional.empty());
    return new Replay(RulePolicy.compile(settings)).judge(use);
  }

  @Test
  void useThatAPersonApproved_becauseARuleWantedIt_isNotOneThatWentWithout() throws Exception {
    WrittenLog.forwarded(log.values(), USE, asked("AccessControlList"));

    assertThat(use().was()).isEqualTo(Was.ASKED);
  }

  @Test
  void useThatAPersonApproved_becauseTheToolWantsIt_isAllowedByTheRules() throws Exception {
    WrittenLog.forwarded(log.values(), USE, asked("HumanApproval"));

    assertThat(use().was()).isEqualTo(Was.ALLOWED);
  }

  @ParameterizedTest
  @CsvSource({
    "APPROVAL_REQUIRED, AccessControlList, ASKED",
    "APPROVAL_DENIED, AccessControlList, ASKED",
    "APPROVAL_IMPOSSIBLE, AccessControlList, ASKED",
    "APPROVAL_REQUIRED, HumanApproval, REFUSED_OTHERWISE",
    "RATE_EXCEEDED, AccessControlList, REFUSED_OTHERWISE"
  })
  void useThatNobodyApproved_isOneThatWasAskedAbout(Reason reason, String control, Was was)
      throws Exception {
    refused(reason, asked(control));

    assertThat(use().was()).isEqualTo(was);
  }

  @Test
  void rulesThatAskForAnApproval_sayWhose_andWhatTheyCannotTell() throws Exception {
    WrittenLog.forwarded(log.values(), USE);
    RecordedUse use = use();

    assertThat(judged(use)).isEqualTo(new Replayed.Allowed("all"));
    assertThat(judged(use, Rules.asking("much", Approver.USER, "args.sum > 100.0")))
        .isEqualTo(new Replayed.Asked("much", Approver.USER));
    assertThat(judged(use, Rules.asking("much", Approver.USER, "args.sum > 200.0")))
        .isEqualTo(new Replayed.Allowed("all"));
    assertThat(judged(use, Rules.asking("much", Approver.USER, "args.none > 1")))
        .isEqualTo(new Replayed.Denied("much", Reason.POLICY_ERROR));
  }

  @Test
  void hiddenValue_leavesOpenWhetherAnApprovalIsAsked() throws Exception {
    WrittenLog.forwarded(log.shapes(), USE);

    assertThat(judged(use(), Rules.asking("much", Approver.USER, "args.sum > 100.0")))
        .isEqualTo(new Replayed.Unknown("much"));
  }

  @ParameterizedTest
  @CsvSource({
    "ALLOWED, allow, false, 0, 0, 0, 0",
    "ALLOWED, ask, true, 0, 0, 1, 0",
    "ALLOWED, deny, true, 1, 0, 0, 0",
    "ASKED, allow, true, 0, 0, 0, 1",
    "ASKED, ask, false, 0, 0, 0, 0",
    "ASKED, deny, true, 1, 0, 0, 0",
    "DENIED, allow, true, 0, 1, 0, 0",
    "DENIED, ask, true, 0, 0, 1, 0",
    "DENIED, deny, false, 0, 0, 0, 0"
  })
  void usesAreCounted_byWhatTheyWereAndWouldBe(
      Was was, String now, boolean changes, long deny, long allow, long ask, long notAsk)
      throws Exception {
    WrittenLog.forwarded(log.values(), USE);
    RecordedUse read = use();
    RecordedUse use =
        new RecordedUse(
            read.exchange(), read.subject(), read.arguments(), read.gaps(), was, read.reason());
    Replayed judged =
        switch (now) {
          case "allow" -> new Replayed.Allowed("r");
          case "ask" -> new Replayed.Asked("r", Approver.USER);
          default -> new Replayed.Denied("r", Reason.POLICY_DENIED);
        };
    ReplayCount count = new ReplayCount();

    assertThat(count.add(use, judged)).isEqualTo(changes);
    assertThat(
            List.of(count.wouldDeny(), count.wouldAllow(), count.wouldAsk(), count.wouldNotAsk()))
        .isEqualTo(List.of(deny, allow, ask, notAsk));
  }
}
