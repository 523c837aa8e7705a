package io.portreeve.controls.contextpoisoning;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.guard.Confidentiality;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonNull;
import io.portreeve.mcp.json.JsonObject;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is more than a conversation holds: it may cost approvals, and lets nothing through. */
final class ConversationBoundsTest {
  private static final FlowRules RULES = new FlowRules(Set.of(FlowPolicy.ARGUMENTS));
  private static final String KEY = "anna@corp.example";

  private Conversation talk =
      Conversation.startedBy("").hearing(Talk.untrusted("read"), new Heard("x", JsonNull.NULL));

  private void trust(String text) {
    talk = talk.hearing(Talk.trusted("find_contact"), new Heard(text, JsonNull.NULL));
  }

  private boolean reaches(String address) {
    return RULES.judge(talk, Talk.SEND, JsonObject.empty().with("to", address))
        instanceof Ruling.Allowed;
  }

  @Test
  void unknownConversation_isTheWorstThatThereMayBe() {
    assertThat(Conversation.unknown().label().tainted()).isTrue();
    assertThat(Conversation.unknown().label().confidentiality()).isEqualTo(Confidentiality.PRIVATE);
  }

  @Test
  void trustedTexts_areForgottenOldestFirst() {
    trust(KEY);
    assertThat(reaches(KEY)).isTrue();

    IntStream.range(0, 300).forEach(i -> trust("person" + i + "@corp.example"));

    assertThat(reaches(KEY)).isFalse();
    assertThat(reaches("person299@corp.example")).isTrue();
  }

  @Test
  void trustedText_thatIsTooLong_isNotKeptInPart() {
    trust(KEY + " " + "x".repeat(70_000));

    assertThat(reaches(KEY)).isFalse();
  }

  /** Nobody knows any more what the model said first. */
  @Test
  void onceTheModelSaidTooMuch_noServerIsBelievedToHaveSaidItFirst() {
    trust("bob@corp.example");
    talk = talk.saying(JsonObject.empty().with("body", "y ".repeat(70_000)));

    trust(KEY);

    assertThat(reaches(KEY)).isFalse();
    assertThat(reaches("bob@corp.example")).as("said before").isTrue();
  }

  @Test
  void callOfMoreValuesThanAreRemembered_isTooMuchToo() {
    JsonArray all =
        JsonArray.ofStrings(IntStream.range(0, 2000).mapToObj(i -> "value" + i).toList());
    talk = talk.saying(JsonObject.of("rows", all));

    trust(KEY);

    assertThat(reaches(KEY)).isFalse();
  }

  @Test
  void wordsOfAUser_areNotCut_whereTheyAreForgotten() {
    talk = talk.hearingUser("sus" + KEY + " " + "w".repeat(16 * 1024 - KEY.length() - 1));

    assertThat(reaches(KEY)).isFalse();
  }

  @Test
  void firstWordsOfAUser_areForgotten() {
    talk = talk.hearingUser(KEY + " " + "z".repeat(20)).hearingUser("w ".repeat(9_000) + "b@c.d");

    assertThat(reaches(KEY)).isFalse();
    assertThat(reaches("b@c.d")).isTrue();
  }

  @Test
  void valueThatIsLongerThanAddressesAre_isNotTraced() {
    String address = "a".repeat(300);
    trust(address);

    assertThat(reaches(address)).isFalse();
  }

  /** A server chooses how many there are, and each is looked for in all that the model said. */
  @Test
  void fieldsBeyondThoseThatAreLookedAt_areNobodysWord() {
    JsonArray many =
        JsonArray.ofStrings(
            IntStream.rangeClosed(0, 512)
                .mapToObj(i -> i < 512 ? "bob@corp.example" : KEY)
                .toList());
    talk = talk.hearingUser("Same participants as the Board meeting");

    talk =
        talk.hearing(
            Talk.untrusted("read"),
            new Heard(
                "", JsonObject.empty().with("title", "Board meeting").with("participants", many)));

    assertThat(invites("bob@corp.example")).isTrue();
    assertThat(invites(KEY)).isFalse();
  }

  private boolean invites(String address) {
    JsonArray one = JsonArray.ofStrings(List.of(address));
    return RULES.judge(talk, Talk.INVITE, JsonObject.of("participants", one))
        instanceof Ruling.Allowed;
  }

  @Test
  void callWithMoreDecidingValuesThanAreLookedThrough_needsAPerson() {
    trust(KEY);
    JsonArray many = JsonArray.ofStrings(Collections.nCopies(65, KEY));
    JsonArray some = JsonArray.ofStrings(Collections.nCopies(64, KEY));

    assertThat(RULES.judge(talk, Talk.SEND, JsonObject.of("to", some)))
        .isInstanceOf(Ruling.Allowed.class);
    assertThat(RULES.judge(talk, Talk.SEND, JsonObject.of("to", many)))
        .isInstanceOf(Ruling.Untraced.class);
  }

  @Test
  void weight_growsWithWhatIsKept_andIsBounded() {
    long light = talk.weight();
    trust("x".repeat(1000));
    assertThat(talk.weight()).isGreaterThan(light + 900);

    IntStream.range(0, 100).forEach(i -> trust("x".repeat(10_000)));
    IntStream.range(0, 100)
        .forEach(i -> talk = talk.saying(JsonObject.empty().with("a", i + "y".repeat(10_000))));
    assertThat(talk.weight()).isLessThan(400_000);
  }
}
