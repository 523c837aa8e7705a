package io.portreeve.gateway.console.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.pages.Markup;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConversationTextTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final String HOSTILE = "</text></svg><script>alert(1)</script>\u202e";
  private static final Step.Heard NOTHING = new Step.Heard(false, false, Set.of());
  private static final Step.Heard MAIL = new Step.Heard(true, false, Set.of("mail"));
  private static final Step READ = step("read_mail", Optional.empty(), List.of(), MAIL);
  private static final Value TO_OF_MAIL =
      new Value("to", List.of(new Source("untrusted", "mail", "read_mail")));
  private static final Value TO_OF_USER = new Value("to", List.of(new Source("user", "", "")));

  private static Step step(
      String what, Optional<String> refused, List<Value> values, Step.Heard heard) {
    return new Step("e1", NOON, "mail", what, refused, values, false, heard);
  }

  private static Step send(Value... values) {
    return step("send", Optional.empty(), List.of(values), MAIL);
  }

  private static Conversation conversation(Step... steps) {
    return new Conversation("0f".repeat(16), "anna", List.of(steps), true);
  }

  private static String shown(Step... steps) {
    return Markup.of(ConversationText.of(conversation(steps)));
  }

  @Test
  void result_isLedToTheCallThatAValueOfItDecidesIn() {
    assertThat(shown(READ, send(TO_OF_MAIL)))
        .contains("<svg class=\"flow\" role=\"img\" aria-labelledby=\"flow-title\"")
        .contains("2. mail: send")
        .contains("to from step 1")
        .contains("<g class=\"tainted\"><path class=\"way\" d=\"M311 33 H338 V115 H319\">")
        .contains("untrusted words of mail: read_mail, step 1</strong>");
  }

  @Test
  void valueOfTheUsersOwn_isLedFromNoResult() {
    assertThat(shown(READ, send(TO_OF_USER)))
        .contains("to from the user&#39;s words")
        .doesNotContain("<path");
  }

  @Test
  void valueThatMayBeOfSeveralResults_isLedByABrokenLine_andSaidToBeSo() {
    assertThat(shown(READ, READ, send(TO_OF_MAIL)))
        .contains("<g class=\"tainted maybe\">")
        .contains("step 2, or an answer of it before");
  }

  @Test
  void valueOfWhatIsNotShown_isSaidToBeThat() {
    assertThat(shown(send(TO_OF_MAIL)))
        .contains("in a step that is not shown")
        .doesNotContain("<path");
    assertThat(shown(send(new Value("to", List.of())))).contains("nowhere that is known");
  }

  @Test
  void refusedCall_saysNothing_soNothingFlowsFromIt() {
    Step refused = step("read_mail", Optional.of("flow-untraced"), List.of(), NOTHING);

    assertThat(shown(refused, send(TO_OF_MAIL)))
        .contains("<g class=\"refused\">")
        .contains("refused: flow-untraced</strong>")
        .doesNotContain("<path");
  }

  @Test
  void whatMayDecide_isShownBeforeWhereElseItWasFound() {
    Value both =
        new Value(
            "to",
            List.of(new Source("untrusted", "mail", "read_mail"), new Source("user", "", "")));

    assertThat(shown(READ, send(both))).contains("to from the user&#39;s words");
  }

  @Test
  void longConversation_isDrawnByItsLastSteps_andListedWhole() {
    List<Step> many = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      many.add(READ);
    }
    many.add(send(TO_OF_MAIL));
    String shown = shown(many.toArray(Step[]::new));

    assertThat(shown).doesNotContain(">21. mail").contains(">22. mail", ">61. mail");
    assertThat(shown).contains("<th scope=\"row\">1</th>");
  }

  @Test
  void whatWasHeard_isShownStepByStep() {
    Step clean = step("list", Optional.empty(), List.of(), NOTHING);
    Step secret =
        step("get", Optional.empty(), List.of(), new Step.Heard(true, true, Set.of("hr")));

    assertThat(shown(clean, READ, secret))
        .contains("heard nothing untrusted")
        .contains("heard untrusted data of mail")
        .contains("heard untrusted data of hr, and private data");
  }

  @Test
  void whatServersAndClientsWrote_isText() {
    Value value = new Value(HOSTILE, List.of(new Source("untrusted", HOSTILE, HOSTILE)));
    Step step =
        new Step(
            HOSTILE,
            NOON,
            HOSTILE,
            HOSTILE,
            Optional.of(HOSTILE),
            List.of(value),
            true,
            new Step.Heard(true, false, Set.of(HOSTILE)));
    Conversation conversation = new Conversation(HOSTILE, HOSTILE, List.of(step), false);

    assertThat(
            Markup.of(ConversationText.of(conversation))
                + Markup.of(ConversationText.list(List.of(conversation))))
        .contains("&lt;script&gt;")
        .doesNotContain("<script", "\u202e");
  }

  @Test
  void conversations_areListedWithWhatBecameOfThem() {
    Step refused = step("send", Optional.of("flow-untraced"), List.of(), MAIL);

    assertThat(Markup.of(ConversationText.list(List.of(conversation(READ, refused)))))
        .contains("href=\"/console/conversation?id=" + "0f".repeat(16))
        .contains("<td>2</td><td>1</td><td>heard untrusted data of mail</td>");
    assertThat(Markup.of(ConversationText.list(List.of()))).contains("None yet");
  }
}
