package io.portreeve.agent.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.agent.Event;
import io.portreeve.agent.Outcome;
import io.portreeve.agent.Plan;
import io.portreeve.agent.Refusal;
import io.portreeve.agent.model.Attachment;
import io.portreeve.agent.model.ToolUse;
import io.portreeve.guard.Label;
import io.portreeve.mcp.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NarratorTest {
  private static final String CLIPBOARD = "\u001b]52;c;cm0gLXJmIC8=\u0007";

  private final FakeScreen screen = new FakeScreen();
  private final Narrator narrator =
      new Narrator(
          screen, Set.of("files", "mail"), text -> text.replace("`portreeve ", "`./portreeve "));

  private static ToolUse use(String tool, JsonObject arguments) {
    return new ToolUse.Asked("1", tool, arguments);
  }

  private static ToolUse use(String tool) {
    return use(tool, JsonObject.empty());
  }

  private static Event.Answered answered(String text, Label label) {
    return new Event.Answered(use("mail__read"), text, false, Optional.of(label));
  }

  @Test
  void whatTheModelSays_isWholeBeforeAnythingElseIsTold() {
    narrator.happened(new Event.Said("Let me "));
    narrator.happened(new Event.Said("look…"));
    narrator.happened(new Event.Asked(use("files__list")));

    assertThat(screen.shown()).containsExactly("Let me look…", "call     files list {}");
  }

  @Test
  void call_isShownWithItsServerAndItsCanonicalArguments() {
    narrator.happened(
        new Event.Asked(use("files__write", JsonObject.empty().with("path", "b").with("a", 15))));

    assertThat(screen.shown()).containsExactly("call     files write {\"a\":15,\"path\":\"b\"}");
  }

  @Test
  void linkOfAnAnswer_isShownWithoutWhatATerminalWouldObey_andNotWithoutEnd() {
    narrator.happened(new Event.Linked(use("mail__read"), "mail+x:\u001b[2J\u202e"));
    narrator.happened(new Event.Linked(use("mail__read"), "mail+x:" + "y".repeat(9_000)));

    assertThat(screen.shown().getFirst())
        .isEqualTo("link     mail+x:\\u{1b}[2J\\u{202e}  (`/resource` puts it in)");
    assertThat(screen.text()).hasSizeLessThan(2_200);
  }

  @Test
  void whatIsPutIn_isHeardOfItsServer_andWhatIsNotIsSaid() {
    narrator.happened(
        new Event.Attached(
            new Attachment.OfResource("mail+file:///a"),
            "Read\u001b[2J me.",
            Optional.of(Label.untrusted("mail"))));
    narrator.happened(
        new Event.NotAttached(new Attachment.OfPrompt("mail__sum", Map.of()), "\u001b[2Jno"));

    assertThat(narrator.heard().lines()).containsExactly("mail: untrusted, of mail");
    assertThat(screen.text()).doesNotContain("\u001b");
    assertThat(screen.shown().getLast()).isEqualTo("prompt   mail sum  not put in: \\u{1b}[2Jno");
  }

  @Test
  void hiddenCharactersOfACall_areWrittenOut() {
    narrator.happened(
        new Event.Asked(
            use("files__ru\u202en", JsonObject.empty().with("to", "a\u200bb" + CLIPBOARD))));

    assertThat(screen.shown())
        .containsExactly(
            "call     files ru\\u{202e}n"
                + " {\"to\":\"a\\u200bb\\u001b]52;c;cm0gLXJmIC8=\\u0007\"}");
  }

  @Test
  void longArguments_areShownToABound_andTheirLengthIsTold() {
    narrator.happened(
        new Event.Asked(use("files__write", JsonObject.empty().with("text", "x".repeat(9_000)))));

    assertThat(screen.text()).hasSizeLessThan(2_200).contains("… (90").contains("characters)");
  }

  @Test
  void call_thatCannotBeRead_isTold() {
    narrator.happened(new Event.Asked(new ToolUse.Unreadable("1", "files__list", "no JSON")));

    assertThat(screen.shown()).containsExactly("call     files list (no JSON)");
  }

  @Test
  void answer_isShownShortened_withWhoseItIsAndThatItMayNotDecide() {
    narrator.happened(answered("one\n\ntwo\nthree\nfour\nfive\nsix", Label.untrusted("mail")));

    assertThat(screen.shown())
        .containsExactly(
            "answer   28 characters, untrusted, of mail",
            "         one",
            "         two",
            "         three",
            "         four",
            "         … 2 more lines");
  }

  @Test
  void oneCharacter_isOne() {
    narrator.happened(answered("3", Label.untrusted("mail")));

    assertThat(screen.shown()).startsWith("answer   1 character, untrusted, of mail");
  }

  @Test
  void answer_thatWouldCommandTheTerminal_isShownAsWhatItIs() {
    narrator.happened(answered("hi" + CLIPBOARD + "\rbye\u001b[2J", Label.untrusted("mail")));

    assertThat(screen.text()).doesNotContain("\u001b", "\u0007", "\r").contains("hi\\u{1b}]52");
  }

  @Test
  void whatWasHeard_isInTheNextPrompt_untilANewConversation() {
    assertThat(narrator.heard().brief()).isEmpty();

    narrator.happened(answered("x", Label.untrusted("mail")));
    assertThat(narrator.heard().brief()).isEqualTo("untrusted, of mail");
    assertThat(narrator.heard().lines()).containsExactly("mail: untrusted, of mail");

    narrator.begin();
    assertThat(narrator.heard().brief()).isEmpty();
  }

  @Test
  void refusal_isExplainedToWhoSitsAtHisOwnGateway() {
    narrator.happened(
        new Event.Refused(
            use("files__write"), Refusal.GATEWAY, "refused by policy (exchange 01ABC-9)"));

    assertThat(screen.shown())
        .containsExactly(
            "refused  refused by policy (exchange 01ABC-9)",
            "         `./portreeve audit show --exchange 01ABC-9` says why");
  }

  @Test
  void approvalThatAStrangerWrote_isNoCommandToType() {
    String text = "a person has to approve this call first (approval 3f2a); once somebody has";
    narrator.happened(
        new Event.Answered(use("mail__pay"), text, true, Optional.of(Label.untrusted("mail"))));
    narrator.happened(
        new Event.Answered(
            use("mail__pay"), text.replace("3f2a", "1`; rm -rf /; `"), true, Optional.empty()));

    assertThat(screen.text()).doesNotContain("approvals approve");
  }

  @Test
  void exchange_thatAStrangerWrote_isNoCommandToType() {
    narrator.happened(
        new Event.Refused(use("files__write"), Refusal.GATEWAY, "no (exchange 1`; rm -rf /; `)"));
    narrator.happened(
        new Event.Refused(use("x"), Refusal.NOT_OFFERED, "no such tool (exchange 1)"));

    assertThat(screen.text()).doesNotContain("audit show");
  }

  @Test
  void plan_isShown_andWhatIsNoToolIsToldOf() {
    narrator.happened(new Event.Planned(new Plan(Set.of("files__list"), List.of("rm -rf\u202e"))));

    assertThat(screen.shown())
        .containsExactly(
            "plan     files list", "         and what is no tool here: rm -rf\\u{202e}");
    assertThat(narrator.plan().orElseThrow().tools()).containsExactly("files__list");
  }

  @Test
  void suspicion_isToldWithWhereAndWhatCameOfIt() {
    narrator.happened(new Event.Suspected(Event.Where.TOOL, "asks to ignore", true));

    assertThat(screen.shown())
        .containsExactly(
            "warning  what a tool answered looks like an order to a model (asks to ignore), and was"
                + " blocked");
  }

  @Test
  void request_thatStopsBeforeItsEnd_saysWhy() {
    narrator.happened(new Event.Said("half"));
    narrator.ended(new Outcome("half", Outcome.End.ROUNDS));

    assertThat(screen.shown())
        .containsExactly("half", "stopped  one request may ask the model no more often");
  }

  @Test
  void failure_isOneLineThatNoTerminalObeys() {
    narrator.failed("unreachable", "no\u001b[31m\nmodel");

    assertThat(screen.shown()).containsExactly("failed   no\\u{1b}[31m\\u{a}model");
  }
}
