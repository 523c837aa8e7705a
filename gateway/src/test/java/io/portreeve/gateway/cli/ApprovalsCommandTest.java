package io.portreeve.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.store.ApprovalCall;
import io.portreeve.gateway.store.ApprovalState;
import io.portreeve.gateway.store.DataDirectory;
import io.portreeve.gateway.store.Grounds;
import io.portreeve.gateway.store.SqliteOptions;
import io.portreeve.gateway.store.SqliteStore;
import io.portreeve.gateway.store.Store;
import io.portreeve.guard.Approver;
import io.portreeve.guard.Label;
import io.portreeve.guard.Provenance;
import io.portreeve.guard.Provenance.Kind;
import io.portreeve.guard.Provenance.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApprovalsCommandTest {
  private static final String ID = "3f2a91c04d7e5b6a";
  private static final Map<String, String> OLGA = Map.of("USER", "olga");

  @TempDir private Path directory = Path.of("");

  private Grounds grounds = Grounds.none();

  @BeforeEach
  void configure() throws IOException {
    Files.writeString(
        directory.resolve("portreeve.yaml"), "data: ./data\nservers: {mail: {command: [x]}}\n");
  }

  private Store store() {
    return SqliteStore.open(
        DataDirectory.open(directory.resolve("data")), SqliteOptions.defaults());
  }

  private ApprovalState ask(String id, String to, Instant at) {
    return ask(id, to, at, Approver.OPERATOR);
  }

  private ApprovalState ask(String id, String to, Instant at, Approver approver) {
    ApprovalCall call =
        new ApprovalCall(
            "anna",
            "key:1",
            List.of("bot"),
            "",
            "mail",
            "pay",
            "{\"arguments\":{\"to\":\"" + to + "\"}}",
            "r",
            approver);
    try (Store store = store()) {
      return store
          .approvals()
          .claim(call, grounds, id, at, Duration.ofHours(1))
          .orElseThrow()
          .state();
    }
  }

  private void ask() {
    ask(ID, "mal\u202elory", Ran.NOW);
  }

  private Ran run(String... arguments) {
    return Ran.in(directory, OLGA, arguments);
  }

  @Test
  void nothingThatWaits_isSaid() {
    store().close();

    Ran waiting = run("approvals", "list");
    assertThat(waiting.out()).isEqualTo("no call waits for a person\n");
    assertThat(waiting.code()).isZero();
    assertThat(run("approvals", "list", "--all").out())
        .isEqualTo("no call was put before a person yet\n");
  }

  @Test
  void callThatWaits_isAFinding_untilSomebodyDecides() {
    ask();

    Ran waiting = run("approvals", "list");
    assertThat(waiting.code()).isEqualTo(ExitCode.FINDING.number());
    assertThat(waiting.outLines().get(1))
        .containsSubsequence(
            "3f2a91c04d7e", "waiting", "operator", "anna", "mail", "pay", "mal\\u{202e}lory");

    Ran approved = run("approvals", "approve", "3f2a91");
    assertThat(approved.out()).startsWith("approved  3f2a91c04d7e mail pay\nit can be called once");
    assertThat(run("approvals", "list").code()).isZero();
    assertThat(run("approvals", "list", "--all").out()).contains("approved");
    assertThat(ask("next", "mal\u202elory", Ran.NOW)).isEqualTo(ApprovalState.USED);
  }

  @Test
  void call_isShownAsItWillBeSent_withNothingHidden() {
    ask();

    Ran shown = run("approvals", "show", ID);
    assertThat(shown.code()).isZero();
    assertThat(shown.outLines()).endsWith("{\"arguments\":{\"to\":\"mal\\u{202e}lory\"}}");
    assertThat(shown.out())
        .contains(
            "the operator, by this command or on the console", "anna", "key:1", "bot", "waiting")
        .doesNotContain("\u202e");
    assertThat(run("approvals", "show", ID, "--json").out())
        .contains(
            "\"approver\":\"operator\"",
            "\"call\":\"{\\\"arguments\\\":{\\\"to\\\":\\\"mal\\u202elory\\\"}}\"");
  }

  @Test
  void whereItsValuesComeFrom_isShown_withNothingHidden() {
    Origin read = new Origin(Kind.UNTRUSTED, "mail", "read`\u202email", false);
    grounds =
        new Grounds(
            Optional.of(
                new Provenance(
                    List.of(new Provenance.Value("/to", List.of(read))),
                    true,
                    Label.untrusted("mail"))),
            Optional.empty());
    ask();

    assertThat(run("approvals", "show", ID).outLines())
        .endsWith(
            "what decides in it, and where that comes from:",
            "`\"/to\"` `\"mal\\u202elory\"`: untrusted words of `mail` (`\"read\\u0060\\u202email\"`)",
            "untrusted data was heard before, of `mail`");
    assertThat(run("approvals", "show", ID, "--json").out())
        .contains(
            "\"provenance\":{\"values\":[{\"at\":\"/to\",\"origins\":[{\"kind\":\"untrusted\"",
            "\"untrusted\":[\"mail\"]");
  }

  @Test
  void yesToItsValues_isTaken_whereItWouldHold() {
    grounds = new Grounds(Optional.empty(), Optional.of("talk-1"));
    ask();
    assertThat(run("approvals", "show", ID).out())
        .contains("may be approved for the rest of the conversation (--values)");

    assertThat(run("approvals", "approve", ID, "--values").out())
        .contains("once it was, its conversation does not ask about these values again");
    assertThat(run("approvals", "show", ID).out())
        .contains("approved for the rest of the conversation");
    assertThat(run("approvals", "show", ID, "--json").out()).contains("\"valuesApproved\":true");
  }

  @Test
  void yesToItsValues_isRefused_whereItWouldHoldNowhere_andChangesNothing() {
    ask();

    Ran refused = run("approvals", "approve", ID, "--values");

    assertThat(refused.code()).isEqualTo(ExitCode.USAGE.number());
    assertThat(refused.err()).contains("a yes to the values of `3f2a91c04d7e` would hold nowhere");
    assertThat(run("approvals", "show", ID).out()).contains("waiting");
  }

  private Ran by(String person, String... arguments) {
    return Ran.in(directory, Map.of("USER", "service", "SUDO_USER", person), arguments);
  }

  @Test
  void variableThatNamesAnother_makesNoSecondPersonOfOne() {
    ask(ID, "bob", Ran.NOW, Approver.TWO_OPERATORS);
    Map<String, String> ann = Map.of(Ran.OWNER, "ann");
    Map<String, String> annAsCarl = Map.of(Ran.OWNER, "ann", "SUDO_USER", "carl");
    assertThat(Ran.in(directory, ann, "approvals", "approve", ID).code()).isZero();

    Ran again = Ran.in(directory, annAsCarl, "approvals", "approve", ID);

    assertThat(again.code()).isNotZero();
    assertThat(run("approvals", "show", ID).out()).contains("1 of 2");
  }

  @Test
  void callOfTwo_saysHowManyApprovedIt_andWho() {
    ask(ID, "bob", Ran.NOW, Approver.TWO_OPERATORS);
    assertThat(run("approvals", "show", ID).out())
        .contains("two people who did not ask for it, by this command or on that page");

    Ran first = by("olga", "approvals", "approve", ID, "--by", "Olga O.");
    assertThat(first.out()).startsWith("1 of 2  3f2a91c04d7e mail pay\nanother person has to");
    assertThat(first.code()).isZero();
    assertThat(run("approvals", "list").out()).contains("waiting, 1 of 2");
    assertThat(run("approvals", "show", ID).out()).contains("Olga O. (olga), 1 of 2");
    assertThat(run("approvals", "show", ID, "--json").out())
        .contains("\"state\":\"waiting\"", "\"first\":{\"by\":\"Olga O.\",\"person\":\"olga\"");

    Ran again = by("olga", "approvals", "approve", ID, "--by", "pat");
    assertThat(again.code()).isEqualTo(ExitCode.FINDING.number());
    assertThat(again.err()).contains("you said yes to `3f2a91c04d7e` before, and two people have");
    Ran own = by("anna", "approvals", "approve", ID);
    assertThat(own.code()).isEqualTo(ExitCode.FINDING.number());
    assertThat(own.err()).contains("`3f2a91c04d7e` was asked for by you, and two others have to");
    assertThat(run("approvals", "list").code()).isEqualTo(ExitCode.FINDING.number());

    assertThat(by("pat", "approvals", "approve", ID).out())
        .startsWith("approved  3f2a91c04d7e mail pay\nit can be called once");
    assertThat(ask("next", "bob", Ran.NOW, Approver.TWO_OPERATORS)).isEqualTo(ApprovalState.USED);
  }

  @Test
  void personWhoMadeAKeyOfThePrincipals_isNoneOfTheTwo() {
    ask(ID, "bob", Ran.NOW, Approver.TWO_OPERATORS);
    assertThat(by("olga", "keys", "create", "--principal", "anna").code()).isZero();

    Ran refused = by("olga", "approvals", "approve", ID);

    assertThat(refused.code()).isEqualTo(ExitCode.FINDING.number());
    assertThat(refused.err()).contains("you made a key of `anna`", "two others have to say");
    assertThat(run("approvals", "show", ID).out()).doesNotContain("1 of 2");
    assertThat(by("pat", "approvals", "approve", ID).out()).startsWith("1 of 2");
    assertThat(by("olga", "approvals", "deny", ID).code()).isZero();
  }

  @Test
  void denial_isKept_withItsReason() {
    ask();

    assertThat(run("approvals", "deny", ID, "--reason", "nobody ordered that").out())
        .isEqualTo("denied  3f2a91c04d7e mail pay\n");
    assertThat(run("approvals", "show", ID).out())
        .contains("denied", "nobody ordered that", "olga");
    assertThat(ask("next", "mal\u202elory", Ran.NOW)).isEqualTo(ApprovalState.DENIED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"approve", "deny"})
  void secondWord_isRefused_andChangesNothing(String word) {
    ask();
    assertThat(run("approvals", "deny", ID).code()).isZero();

    Ran again = run("approvals", word, ID);

    assertThat(again.code()).isEqualTo(ExitCode.FINDING.number());
    assertThat(again.err()).contains("waits no more, so nothing changed");
    assertThat(run("approvals", "show", ID).out()).contains("denied");
  }

  @Test
  void questionOfLongAgo_cannotBeAnswered() {
    ask(ID, "bob", Ran.NOW.minusSeconds(7200));

    assertThat(run("approvals", "approve", ID).code()).isEqualTo(ExitCode.FINDING.number());
    assertThat(run("approvals", "list", "--all").out()).contains("expired");
  }

  @Test
  void idThatFitsNoneOrMany_isSaid() {
    ask(ID, "bob", Ran.NOW);
    ask("3f2a91ffffffffff", "cid", Ran.NOW);

    assertThat(run("approvals", "approve", "3f2a91").err()).contains("more than one approval");
    assertThat(run("approvals", "approve", "3f2a").err())
        .contains("`3f2a` is too short for an id; give at least its first 6 characters");
    assertThat(run("approvals", "show", "3f2a").code()).isEqualTo(ExitCode.USAGE.number());
    assertThat(run("approvals", "show", "ffffff"))
        .returns(ExitCode.USAGE.number(), Ran::code)
        .satisfies(none -> assertThat(none.err()).contains("no approval is called `ffffff`"));
    assertThat(run("approvals", "list").outLines()).hasSizeGreaterThan(2);
  }

  @Test
  void whoDecides_mustBeKnown() {
    ask();

    assertThat(run("approvals", "approve", ID, "--by", " ").code())
        .isEqualTo(ExitCode.USAGE.number());
    assertThat(run("approvals", "approve", ID, "--by", "pat", "--json").out())
        .contains("\"decidedBy\":\"pat\"");
  }
}
