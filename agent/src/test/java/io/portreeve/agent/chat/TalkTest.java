package io.portreeve.agent.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.cli.ExitCode;
import io.portreeve.testkit.model.ModelTurn;
import io.portreeve.testkit.model.ScriptedModel;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole conversation, of which only the screen is not real. */
class TalkTest {
  private static final String SEND = "{'to':'ann@example.com','body':'Hi'}";

  @TempDir Path temp;
  private final FakeScreen screen = new FakeScreen();

  private ExitCode talk(Office office, String... more) throws Exception {
    return talk(office, Optional.empty(), more);
  }

  private ExitCode talk(Office office, Optional<String> name, String... more) throws Exception {
    return new Sitting(screen, name).in(office, (_, _) -> {}, more);
  }

  @Test
  void whatWasHeard_isInThePrompt_untilANewConversation() throws Exception {
    try (Office office =
        office(ModelTurn.uses("mail__read_mail", "{}"), ModelTurn.says("At noon."))) {
      screen.requesting("When is lunch?", "/labels", "/new");

      assertThat(talk(office)).isEqualTo(ExitCode.OK);
      assertThat(screen.asked())
          .containsExactly(
              "you> ", "you [untrusted, of mail]> ", "you [untrusted, of mail]> ", "you> ");
      assertThat(screen.shown())
          .containsSubsequence("labels   of each server:", "  mail: untrusted, of mail");
    }
  }

  @Test
  void plan_isShownBeforeTheFirstCall_andWhatIsBesideItIsAskedAbout() throws Exception {
    try (Office office =
        office(
            ModelTurn.uses("plan", "{'tools':['mail__read_mail']}"),
            ModelTurn.uses("mail__read_mail", "{}"),
            ModelTurn.uses("mail__send_mail", SEND),
            ModelTurn.says("Done."))) {
      screen.requesting("When is lunch?", "/plan").answering("n");

      assertThat(talk(office, "information-flow: {policy: plan-and-arguments}"))
          .isEqualTo(ExitCode.OK);
      assertThat(screen.shown().getFirst()).isEqualTo("plan     mail read_mail");
      assertThat(screen.shown().getLast()).isEqualTo("plan     mail read_mail");
      assertThat(office.called).containsExactly("read_mail {}");
    }
  }

  @Test
  void planWithoutTools_isShownAsOne_whenItIsAskedFor() throws Exception {
    try (Office office = office(ModelTurn.uses("plan", "{'tools':[]}"), ModelTurn.says("Hello."))) {
      screen.requesting("Hi", "/plan");

      var _ = talk(office, "information-flow: {policy: plan-and-arguments}");
      assertThat(screen.shown()).endsWith("plan     no tool");
    }
  }

  private Office office(ModelTurn... turns) {
    return new Office(temp, ScriptedModel.saying(turns));
  }

  @Test
  void approvedCall_isMadeAsItWasShown() throws Exception {
    try (Office office =
        office(ModelTurn.uses("mail__send_mail", SEND), ModelTurn.says("It is sent."))) {
      screen.requesting("Greet Ann.").answering("y");

      assertThat(talk(office)).isEqualTo(ExitCode.OK);
      assertThat(office.called)
          .containsExactly("send_mail {\"to\":\"ann@example.com\",\"body\":\"Hi\"}");
      assertThat(screen.text())
          .contains("question during mail send_mail {\"body\":\"Hi\",\"to\":\"ann@example.com\"}")
          .contains("May this be sent to the server `mail`?")
          .contains("It is sent.");
    }
  }

  @Test
  void callThatWaitsForAnOperator_saysWithWhichCommandsItIsApproved() throws Exception {
    try (Office office =
        office(ModelTurn.uses("mail__send_mail", SEND), ModelTurn.says("It waits."))) {
      screen.requesting("Greet Ann.");

      assertThat(
              talk(
                  office,
                  "information-flow: {policy: session}",
                  "approvals: {consequential: operator}"))
          .isEqualTo(ExitCode.OK);
      assertThat(office.called).isEmpty();
      assertThat(screen.text())
          .containsPattern(
              "\\(approval ([0-9a-f-]+)\\)(?s:.*)`portreeve approvals approve \\1` allows it");
    }
  }

  @Test
  void callThatIsNotApproved_isNotMade_andTheConversationGoesOn() throws Exception {
    try (Office office =
        office(
            ModelTurn.uses("mail__send_mail", SEND),
            ModelTurn.says("Then not."),
            ModelTurn.says("Hello."))) {
      screen.requesting("Greet Ann.", "Hi").answering("");

      assertThat(talk(office)).isEqualTo(ExitCode.OK);
      assertThat(office.called).isEmpty();
      assertThat(screen.text())
          .contains("error    ", "audit show --exchange", "Then not.", "Hello.");
    }
  }

  @Test
  void commands_areForThisProgram_andTheModelHearsNothingOfThem() throws Exception {
    try (Office office = office()) {
      screen.requesting("/tools", "/plan", "/labels", "/new", "/help", "/nothing\u001b", "/quit");

      assertThat(talk(office)).isEqualTo(ExitCode.OK);
      assertThat(screen.shown())
          .containsSubsequence(
              "  mail read_mail  Does it.",
              "  mail send_mail  Does it.",
              "plan     none was made",
              "labels   nothing was heard that has one",
              "         a new conversation",
              "  /help      this list",
              "         there is no command /nothing\\u{1b}; /help lists them");
      assertThat(office.model().unseen()).isZero();
    }
  }

  @Test
  void newConversation_hasNothingOfTheOldOne() throws Exception {
    try (Office office = office(ModelTurn.says("One."), ModelTurn.says("Two."))) {
      screen.requesting("first", "/new", "second");
      var _ = talk(office);

      var _ = office.model().next();
      assertThat(office.model().next().heard())
          .extracting(heard -> heard.text())
          .containsExactly("second");
    }
  }

  @Test
  void keptConversation_isListed_andUntrustedWhereItGoesOn_untilItIsForgotten() throws Exception {
    try (Office office =
        office(ModelTurn.says("One."), ModelTurn.says("Two."), ModelTurn.says("Three."))) {
      screen.requesting("first", "/kept");
      var _ = talk(office, Optional.of("holiday"));
      assertThat(screen.asked()).containsOnly("you> ");
      assertThat(screen.shown()).containsSubsequence("kept     ", "  holiday");

      screen.requesting("second", "/forget", "/kept", "third");
      var _ = talk(office, Optional.of("holiday"));

      assertThat(screen.asked()).endsWith("you> ").contains("you [untrusted, of what was kept]> ");
      assertThat(screen.shown())
          .containsSubsequence(
              "         forgotten; it begins anew",
              "kept     none; `chat --conversation NAME` keeps one");
      var _ = office.model().next();
      assertThat(office.model().next().heard())
          .extracting(heard -> heard.text())
          .containsExactly("first", "One.", "second");
      assertThat(office.model().next().heard())
          .extracting(heard -> heard.text())
          .containsExactly("third");
    }
  }

  @Test
  void newConversation_isNotKept() throws Exception {
    try (Office office = office(ModelTurn.says("One."))) {
      screen.requesting("/new", "first", "/forget", "/kept");
      var _ = talk(office, Optional.of("holiday"));

      assertThat(screen.shown())
          .containsSubsequence(
              "         a new conversation, not kept",
              "         this conversation is not kept",
              "kept     none; `chat --conversation NAME` keeps one");
    }
  }

  @Test
  void interrupt_callsOffTheCall_andTheConversationGoesOn() throws Exception {
    try (Office office =
        office(ModelTurn.uses("mail__read_mail", "{}"), ModelTurn.says("Still here."))) {
      office.slow = true;
      screen.requesting("Read my mail.", "Are you there?");
      Thread user = interruptsAt(office.callBegun);

      assertThat(talk(office)).isEqualTo(ExitCode.OK);
      user.join();
      office.calledOff.await();
      assertThat(screen.text()).contains("called off", "Still here.");
    }
  }

  @Test
  void interrupt_callsOffACommandThatWaits_andTheConversationGoesOn() throws Exception {
    try (Office office = office(ModelTurn.says("Still here."))) {
      office.listHeld = new CountDownLatch(1);
      screen.requesting("/resource", "Are you there?");
      Thread user = interruptsAt(office.listBegun);

      assertThat(talk(office)).isEqualTo(ExitCode.OK);
      user.join();
      assertThat(screen.text()).contains("called off", "Still here.");
    }
  }

  private Thread interruptsAt(CountDownLatch moment) {
    return Thread.ofVirtual()
        .start(() -> {
          try {
            moment.await();
            screen.pressInterrupt();
          } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
          }
        });
  }
}
