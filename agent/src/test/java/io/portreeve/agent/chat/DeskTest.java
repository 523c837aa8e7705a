package io.portreeve.agent.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.agent.Answer;
import io.portreeve.agent.Plan;
import io.portreeve.agent.Question;
import io.portreeve.agent.model.ToolUse;
import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonReader;
import io.portreeve.mcp.json.JsonRefused;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeskTest {
  private static final ToolUse USE =
      new ToolUse.Asked("1", "files__write", JsonObject.empty().with("path", "a"));

  private static Question question(String text) {
    return new Question(USE, text, JsonObject.empty(), Optional.empty());
  }

  private static Question form(String schema) throws JsonRefused {
    byte[] bytes = schema.getBytes(StandardCharsets.UTF_8);
    JsonObject form = (JsonObject) JsonReader.read(bytes, JsonLimits.defaults());
    return new Question(USE, "Who?", form, Optional.empty());
  }

  private static Desk desk(FakeScreen screen) {
    return new Desk(screen, Set.of("files"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"y", "Y", " yes ", "YES"})
  void yes_isYes(String said) {
    assertThat(desk(new FakeScreen().answering(said)).answer(question("May it?")))
        .isEqualTo(new Answer.Accepted());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "n", "No", "NO "})
  void noAndEnter_areNo(String said) {
    assertThat(desk(new FakeScreen().answering(said)).answer(question("May it?")))
        .isEqualTo(new Answer.Declined());
  }

  @ParameterizedTest
  @ValueSource(strings = {"n ask her first", "no, ask her first", " N: ask her first "})
  void whatFollowsANo_isWhy(String said) {
    assertThat(desk(new FakeScreen().answering(said)).answer(question("May it?")))
        .isEqualTo(new Answer.Declined("ask her first"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"yep", "y please", "ye\u200bs", "1", "nope", "u"})
  void whatIsNeitherYesNorNo_isAskedAgain(String said) {
    FakeScreen screen = new FakeScreen().answering(said, "n");

    assertThat(desk(screen).answer(question("May it?"))).isEqualTo(new Answer.Declined());
    assertThat(screen.asked()).hasSize(2);
    assertThat(screen.text()).contains("expected y or n");
  }

  @Test
  void interrupt_leavesTheQuestionUnanswered_alsoAfterATypo() {
    assertThat(desk(new FakeScreen()).answer(question("May it?"))).isEqualTo(new Answer.Closed());
    assertThat(desk(new FakeScreen().answering("u")).answer(question("May it?")))
        .isEqualTo(new Answer.Closed());
  }

  @Test
  void question_showsTheCall_andTheWholeTextWithHiddenCharactersWrittenOut() {
    FakeScreen screen = new FakeScreen().answering("n");
    String text = "May it?\n{\"to\":\"" + "x".repeat(5_000) + "\u202e\u001b[1A\"}";
    var _ = desk(screen).answer(question(text));

    assertThat(screen.shown().getFirst()).isEqualTo("question during files write {\"path\":\"a\"}");
    assertThat(screen.text())
        .contains("x".repeat(5_000) + "\\u{202e}\\u{1b}[1A")
        .doesNotContain("\u001b", "\u202e");
  }

  @Test
  void questionOfTheGateway_inWhichAllIsWrittenOut_isShownAsItIs() {
    FakeScreen screen = new FakeScreen().answering("n");
    var _ = desk(screen).answer(question("May it?\n{\"to\":\"a\\u202eb\"}"));

    assertThat(screen.text()).contains("{\"to\":\"a\\u202eb\"}");
  }

  @Test
  void form_isFilledInMemberByMember_andSentOnlyWithAYes() throws JsonRefused {
    Question form =
        form(
            """
            {"type":"object","required":["who"],"properties":{
              "who":{"type":"string","title":"Your\\u001b name"},
              "age":{"type":"integer"},"kind":{"type":"string","enum":["a","b"]},
              "ok":{"type":"boolean"},"note":{"type":"string"}}}
            """);
    FakeScreen screen = new FakeScreen().answering("", "ann", "old", "7", "c", "b", "y", "", "y");

    assertThat(desk(screen).answer(form))
        .isEqualTo(
            new Answer.Accepted(
                JsonObject.empty()
                    .with("who", "ann")
                    .with("age", 7)
                    .with("kind", "b")
                    .with("ok", true)));
    assertThat(screen.asked()).contains("Your\\u{1b} name (a text): ");
    assertThat(screen.text()).contains("expected a whole number", "expected a | b");
  }

  @Test
  void form_thatIsNotSent_isDeclined_andOneThatIsInterruptedIsClosed() throws JsonRefused {
    Question form = form("{\"properties\":{\"who\":{\"type\":\"string\"}}}");

    assertThat(desk(new FakeScreen().answering("ann", "")).answer(form))
        .isEqualTo(new Answer.Declined());
    assertThat(desk(new FakeScreen()).answer(form)).isEqualTo(new Answer.Closed());
    assertThat(desk(new FakeScreen().answering("ann")).answer(form)).isEqualTo(new Answer.Closed());
  }

  @Test
  void address_isShown_andNothingIsOpened() {
    Question question =
        new Question(USE, "Log in", JsonObject.empty(), Optional.of(URI.create("https://h/x")));
    FakeScreen screen = new FakeScreen().answering("y");

    assertThat(desk(screen).answer(question)).isEqualTo(new Answer.Accepted());
    assertThat(screen.text()).contains("it wants you to open https://h/x");
    assertThat(desk(new FakeScreen()).answer(question)).isEqualTo(new Answer.Closed());
  }

  @Test
  void plan_isAgreedToAsAWhole_inPart_orNotAtAll() {
    Plan plan = new Plan(Set.of("files__a", "files__b", "files__c"), List.of());

    assertThat(desk(new FakeScreen().answering("y")).agree(plan)).isEqualTo(plan.tools());
    assertThat(desk(new FakeScreen().answering("1, 3")).agree(plan))
        .containsExactlyInAnyOrder("files__a", "files__c");
    assertThat(desk(new FakeScreen().answering("1 1")).agree(plan)).containsExactly("files__a");
    assertThat(desk(new FakeScreen().answering("")).agree(plan)).isEmpty();
    assertThat(desk(new FakeScreen().answering("n", "y")).agree(plan)).isEmpty();
    assertThat(desk(new FakeScreen()).agree(plan)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"yep", "1 4", "0", "1 x", "01", "nope"})
  void planIsAskedAboutAgain_whereTheAnswerIsNone(String said) {
    Plan plan = new Plan(Set.of("files__a", "files__b", "files__c"), List.of());
    FakeScreen screen = new FakeScreen().answering(said, "2");

    assertThat(desk(screen).agree(plan)).containsExactly("files__b");
    assertThat(screen.text()).contains("expected y, n, or numbers from 1 to 3");
  }

  @Test
  void plan_saysFromWhenOnItHolds() {
    FakeScreen screen = new FakeScreen().answering("n");
    var _ = desk(screen).agree(new Plan(Set.of("files__a"), List.of()));

    assertThat(screen.text())
        .contains("Once untrusted data was read", "before that none is held back")
        .doesNotContain("without asking again");
  }
}
