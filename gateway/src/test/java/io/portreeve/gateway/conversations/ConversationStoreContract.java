package io.portreeve.gateway.conversations;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.controls.contextpoisoning.Conversation;
import io.portreeve.controls.contextpoisoning.Heard;
import io.portreeve.controls.contextpoisoning.Source;
import io.portreeve.guard.Label;
import io.portreeve.mcp.json.JsonNull;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** What is promised of conversations, wherever they are kept. */
abstract class ConversationStoreContract {
  private final String run = UUID.randomUUID().toString();
  final Speaker anna = speaker("anna", "desk");

  /** That of one node; of another at each call, where there are several. */
  abstract ConversationStore node();

  Speaker speaker(String principal, String client) {
    return new Speaker(principal + run, principal + run + " through " + client);
  }

  static Conversation heard(Conversation talk, String server) {
    Source source = new Source(server, Label.untrusted(server), false);
    return talk.hearing(source, new Heard("words of " + server, JsonNull.NULL));
  }

  final boolean tainted(Speaker who, String id) {
    return node().find(who, id).orElseGet(Conversation::unknown).label().tainted();
  }

  final void begin(Speaker who, String id) {
    node().begin(who, id, Conversation.startedBy("Write to bob@example.com"));
  }

  @Test
  void whatNobodyBegan_isNotFound() {
    assertThat(node().find(anna, "1")).isEmpty();
  }

  @Test
  void whatBegan_isCleanForEverybodyWhoAsks() {
    begin(anna, "1");

    assertThat(tainted(anna, "1")).isFalse();
    assertThat(tainted(anna, "1")).isFalse();
  }

  @Test
  void whatIsHeard_isKnownToWhoeverAsksNext_andNeverForgotten() {
    begin(anna, "1");

    node().change(anna, "1", talk -> heard(talk, "mail"));

    assertThat(tainted(anna, "1")).isTrue();
    node().change(anna, "1", talk -> talk.hearingUser("All is well"));
    node().change(anna, "1", talk -> heard(talk, "web"));
    assertThat(node().find(anna, "1").orElseThrow().label().origins())
        .containsExactlyInAnyOrder("mail", "web");
  }

  @Test
  void whatWasSaid_isKnownWordForWord() {
    begin(anna, "1");
    Conversation here = heard(Conversation.startedBy("Write to bob@example.com"), "mail");

    node().change(anna, "1", talk -> heard(talk, "mail"));

    assertThat(node().find(anna, "1").map(Conversation::written)).hasValue(here.written());
  }

  @Test
  void changeOfWhatIsNotHere_isOfAConversationThatNobodyKnows() {
    node().change(anna, "lost", talk -> talk.hearingUser("All is well"));

    assertThat(tainted(anna, "lost")).isTrue();
    assertThat(node().find(anna, "lost").filter(Conversation::isKnown)).isEmpty();
  }

  @Test
  void conversationsOfOthers_areOthers() {
    begin(anna, "1");
    node().change(speaker("bob", "desk"), "1", talk -> heard(talk, "mail"));
    node().change(speaker("anna", "phone"), "1", talk -> heard(talk, "mail"));

    assertThat(tainted(anna, "1")).isFalse();
  }

  @Test
  void ofOneSpeaker_onlySoManyAreKept_andTheOneThatWasNotUsedForLongestGoes() {
    for (int i = 0; i < ConversationStore.MOST_OF_ONE; i++) {
      begin(anna, "c" + i);
    }
    assertThat(tainted(anna, "c0")).isFalse();
    begin(speaker("bob", "desk"), "his");

    begin(anna, "one more");

    assertThat(tainted(anna, "c1")).isTrue();
    assertThat(tainted(anna, "c0")).isFalse();
    assertThat(tainted(anna, "one more")).isFalse();
    assertThat(tainted(speaker("bob", "desk"), "his")).isFalse();
  }

  /** A change that another overwrote would be words that nobody remembers. */
  @Test
  void ofChangesAtTheSameTime_noneIsLost() {
    begin(anna, "1");
    Set<String> servers = new TreeSet<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 4; i++) {
        for (int j = 0; j < 3; j++) {
          String server = "s" + i + j;
          ConversationStore node = node();
          servers.add(server);
          var _ = threads.submit(() -> node.change(anna, "1", talk -> heard(talk, server)));
        }
      }
    }
    Optional<Conversation> after = node().find(anna, "1");
    assertThat(after.map(talk -> talk.label().origins())).hasValue(servers);
  }
}
