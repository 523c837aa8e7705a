package io.portreeve.gateway.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.config.ApprovalNeed;
import io.portreeve.gateway.config.ApprovalSettings;
import io.portreeve.gateway.config.InboxSettings;
import io.portreeve.gateway.login.Visitor;
import io.portreeve.gateway.store.Approval;
import io.portreeve.gateway.store.ApprovalCall;
import io.portreeve.gateway.store.ApprovalState;
import io.portreeve.gateway.store.DataDirectory;
import io.portreeve.gateway.store.Grounds;
import io.portreeve.gateway.store.SqliteOptions;
import io.portreeve.gateway.store.SqliteStore;
import io.portreeve.gateway.store.Store;
import io.portreeve.guard.Approver;
import io.portreeve.testkit.ManualClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How long questions and answers last. */
class InboxExpiryTest {
  private static final Visitor ANNA = new Visitor("corp/anna", Set.of());
  private static final Visitor OLGA = new Visitor("corp/olga", Set.of());
  private static final Duration PATIENCE = Duration.ofHours(1);
  private static final Duration USE_WITHIN = Duration.ofMinutes(10);
  private static final InboxSettings PAGE =
      new InboxSettings(Optional.empty(), "corp", List.of("corp/olga"), List.of(), false);

  @TempDir private Path directory = Path.of("");

  private final ManualClock clock = ManualClock.atNewYear();
  private Store store;
  private Inbox inbox;

  @BeforeEach
  void open() {
    store =
        SqliteStore.open(DataDirectory.open(directory.resolve("data")), SqliteOptions.defaults());
    ApprovalSettings settings =
        new ApprovalSettings(
            ApprovalNeed.USER, ApprovalNeed.NEVER, PATIENCE, USE_WITHIN, Optional.of(PAGE));
    inbox = new Inbox(store.approvals(), settings, PAGE, clock);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private Approval asked(Approver approver) {
    ApprovalCall call =
        new ApprovalCall(
            "corp/anna", "", List.of(), "", "it", "pay", "{\"name\":\"pay\"}", "p", approver);
    return store
        .approvals()
        .claim(call, Grounds.none(), "x-1", clock.instant(), PATIENCE)
        .orElseThrow();
  }

  @Test
  void questionThatIsOver_isNotListed_andAnsweredByNobody() {
    Approval asked = asked(Approver.USER);
    clock.advance(PATIENCE.minus(Duration.ofMillis(1)));
    assertThat(inbox.waiting(ANNA)).hasSize(1);

    clock.advance(Duration.ofMillis(1));
    assertThat(inbox.waiting(ANNA)).isEmpty();
    assertThat(inbox.answer(ANNA, asked, true, "")).isEmpty();
    assertThat(inbox.find(ANNA, "x-1").orElseThrow().stateAt(inbox.now()))
        .isEqualTo(ApprovalState.EXPIRED);
  }

  @ParameterizedTest
  @EnumSource(names = {"USER", "PAGE"})
  void usersYesAndNo_lastAsLongAsAYesMayBeUsed(Approver approver) {
    assertThat(inbox.answer(ANNA, asked(approver), false, "").orElseThrow().expires())
        .isEqualTo(clock.instant().plus(USE_WITHIN));
  }

  @Test
  void operatorsNo_lastsAsLongAsAQuestion() {
    assertThat(inbox.answer(OLGA, asked(Approver.OPERATOR), false, "").orElseThrow().expires())
        .isEqualTo(clock.instant().plus(PATIENCE));
  }

  @Test
  void whoIsNotAsked_hasNoWord() {
    assertThat(inbox.answer(OLGA, asked(Approver.USER), true, "")).isEmpty();
    assertThat(inbox.waiting(ANNA)).hasSize(1);
  }

  @Test
  void reason_isCutWhereNobodyReadsOn() {
    Approval said = inbox.answer(ANNA, asked(Approver.USER), false, "x".repeat(2000)).orElseThrow();

    assertThat(said.reason()).hasSize(1000);
  }
}
