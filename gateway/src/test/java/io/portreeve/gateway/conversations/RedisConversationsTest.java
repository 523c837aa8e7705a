package io.portreeve.gateway.conversations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portreeve.controls.contextpoisoning.Conversation;
import io.portreeve.gateway.conversations.RedisConversations.Place;
import io.portreeve.gateway.journey.Seal;
import io.portreeve.gateway.redis.NeedsRedis;
import io.portreeve.gateway.redis.Nodes;
import io.portreeve.gateway.redis.RedisLink;
import io.portreeve.gateway.redis.RedisServer;
import io.portreeve.gateway.store.StoreUnavailable;
import io.portreeve.guard.ExchangeId;
import io.portreeve.testkit.Eventually;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who can write in Redis is no node: whatever he does there, no label gets better by it. */
@NeedsRedis
@Timeout(120)
class RedisConversationsTest extends ConversationStoreContract {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Seal SEAL = Seal.forNow(RANDOM);

  private final RedisServer server = RedisServer.shared();
  private final Nodes<ConversationStore> nodes =
      new Nodes<>(server, RedisConversationsTest::overIt);

  private static ConversationStore overIt(RedisLink link) {
    return new RedisConversations(link, SEAL, RANDOM);
  }

  @AfterEach
  void close() {
    nodes.close();
  }

  @Override
  ConversationStore node() {
    return nodes.next();
  }

  private String place(String id) {
    return new Place(anna, id).keys().getFirst();
  }

  private String kept(String id, String field) {
    return String.valueOf(server.ask("HGET", place(id), field));
  }

  private void taint(String id) {
    node().change(anna, id, talk -> heard(talk, "mail"));
  }

  @Test
  void whatIsKept_canBeReadByNobodyElse() {
    node().begin(anna, "1", Conversation.startedBy("my very own words"));

    assertThat(kept("1", "b")).doesNotContain("own words").doesNotContain("trusted");
    assertThat(server.keys()).noneMatch(key -> key.contains("anna"));
  }

  @Test
  void conversationThatSomebodyMadeUp_isOneThatNobodyKnows() {
    begin(anna, "1");
    taint("1");

    server.ask("HSET", place("1"), "v", kept("1", "v"), "b", "{\"integrity\":\"TRUSTED\"}");

    assertThat(onNewNode("1")).isTrue();
  }

  /** What a node that never saw it makes of it. */
  private boolean onNewNode(String id) {
    try (RedisLink link = server.link()) {
      return overIt(link).find(anna, id).orElseGet(Conversation::unknown).label().tainted();
    }
  }

  @Test
  void cleanConversationPutInPlaceOfAnother_isNotThatOne() {
    begin(anna, "clean");
    begin(anna, "1");
    taint("1");

    server.ask("HSET", place("1"), "v", kept("clean", "v"), "b", kept("clean", "b"));

    assertThat(onNewNode("1")).isTrue();
    assertThat(tainted(anna, "1")).isTrue();
  }

  /** Shows that the attack is one: the older record opens, and is clean. */
  @Test
  void olderRecord_isAGoodOneToANodeThatKnowsNoBetter() {
    begin(anna, "1");

    assertThat(onNewNode("1")).isFalse();
  }

  @Test
  void olderRecordPutBack_isRefusedByWhoeverSawANewerOne_andByAllOnceHeSawIt() {
    begin(anna, "1");
    String version = kept("1", "v");
    String record = kept("1", "b");
    taint("1");
    assertThat(tainted(anna, "1")).isTrue();
    assertThat(tainted(anna, "1")).isTrue();

    server.ask("HSET", place("1"), "v", version, "b", record);

    assertThat(tainted(anna, "1")).isTrue();
    assertThat(onNewNode("1")).isTrue();
  }

  @Test
  void olderRecordUnderANewerVersion_doesNotOpen() {
    begin(anna, "1");
    String record = kept("1", "b");
    taint("1");

    server.ask("HSET", place("1"), "v", kept("1", "v"), "b", record);

    assertThat(onNewNode("1")).isTrue();
  }

  @Test
  void recordUnderANodesOwnVersion_changesNothingForIt_andTheNextChangeIsMadeToWhatItWas() {
    begin(anna, "1");
    String record = kept("1", "b");
    taint("1");
    server.ask("HSET", place("1"), "b", record);

    taint("1");
    taint("1");

    assertThat(tainted(anna, "1")).isTrue();
    assertThat(onNewNode("1")).isTrue();
  }

  @Test
  void versionThatNobodyWrote_isOneThatNobodyKnows() {
    begin(anna, "1");

    server.ask("HSET", place("1"), "v", "nonsense");

    assertThat(tainted(anna, "1")).isTrue();
    node().change(anna, "1", talk -> talk.hearingUser("All is well"));
    assertThat(tainted(anna, "1")).isTrue();
  }

  /** What a request says was made of nothing that was heard after it came. */
  @Test
  void exchange_seesWhatTheConversationWasWhenItAskedFirst_andWhatItAddedItself() {
    begin(anna, "1");
    ConversationStore one = node();
    ConversationStore other = node();
    ExchangeId asking = new ExchangeId("asking");
    assertThat(one.find(asking, anna, "1").orElseThrow().label().tainted()).isFalse();

    other.change(anna, "1", talk -> heard(talk, "mail"));

    assertThat(one.find(asking, anna, "1").orElseThrow().label().tainted()).isFalse();
    assertThat(one.find(new ExchangeId("next"), anna, "1").orElseThrow().label().tainted())
        .isTrue();
    one.change(asking, anna, "1", talk -> heard(talk, "web"));
    assertThat(one.find(asking, anna, "1").orElseThrow().label().origins())
        .containsExactlyInAnyOrder("mail", "web");
  }

  @Test
  void changeOfAnExchange_isMadeToTheNewest_thoughItSawAnOlderOne() {
    begin(anna, "1");
    ConversationStore one = node();
    ExchangeId asking = new ExchangeId("asking");
    assertThat(one.find(asking, anna, "1")).isPresent();
    for (String server : List.of("mail", "web")) {
      node().change(anna, "1", talk -> heard(talk, server));
    }

    one.change(asking, anna, "1", talk -> talk.doubting("files"));

    assertThat(node().find(anna, "1").orElseThrow().label().origins())
        .containsExactlyInAnyOrder("mail", "web");
    assertThat(node().find(anna, "1").orElseThrow().written().toString()).contains("files");
  }

  /** What was seen of a server's run before is as good as lost with that. */
  @Test
  void exchange_doesNotBelieveWhatItSaw_onceTheServerBeganAnew() {
    try (RedisServer own = RedisServer.start();
        RedisLink link = own.link()) {
      ConversationStore store = overIt(link);
      ExchangeId asking = new ExchangeId("asking");
      store.begin(anna, "1", Conversation.startedBy(""));
      assertThat(store.find(asking, anna, "1")).isPresent();

      own.kill();
      Eventually.holds("it is lost", () -> !link.connected());
      assertThatThrownBy(() -> store.find(asking, anna, "1")).isInstanceOf(StoreUnavailable.class);
      own.run();
      Eventually.holds("it is connected", link::connected);

      assertThat(store.find(asking, anna, "1")).isEmpty();
    }
  }

  @Test
  void nodeWithAnotherKey_knowsNoneOfIt() {
    begin(anna, "1");

    try (RedisLink link = server.link()) {
      ConversationStore other = new RedisConversations(link, Seal.forNow(RANDOM), RANDOM);

      assertThat(other.find(anna, "1")).isEmpty();
    }
  }

  @Test
  void conversationThatWasDeleted_isOneThatNobodyKnows_andStaysThat() {
    begin(anna, "1");
    server.ask("DEL", place("1"));

    assertThat(tainted(anna, "1")).isTrue();
    node().change(anna, "1", talk -> talk.hearingUser("All is well"));
    assertThat(tainted(anna, "1")).isTrue();
    assertThat(onNewNode("1")).isTrue();
  }

  @Test
  void conversationThatIsNotUsed_isForgotten() {
    try (RedisLink link = server.link()) {
      ConversationStore brief = new RedisConversations(link, SEAL, RANDOM, Duration.ofMillis(200));
      brief.begin(anna, "1", Conversation.startedBy(""));

      Eventually.holds("it is gone", () -> server.ask("EXISTS", place("1")).equals(0L));
      assertThat(brief.find(anna, "1")).isEmpty();
    }
  }

  /** While another was the master, this one missed what made the conversation untrusted. */
  @Test
  void serverThatWasReplaced_andTookItsPlaceBack_makesNoConversationClean() {
    try (RedisServer own = RedisServer.start();
        RedisLink link = own.link()) {
      ConversationStore store = overIt(link);
      store.begin(anna, "1", Conversation.startedBy(""));
      assertThat(store.find(anna, "1").filter(Conversation::isKnown)).isPresent();

      own.ask("REPLICAOF", "127.0.0.1", "1");
      Eventually.holds("it is left", () -> !link.connected());
      own.ask("REPLICAOF", "NO", "ONE");
      Eventually.holds("it is used again", link::connected);

      assertThat(store.find(anna, "1").filter(Conversation::isKnown)).isEmpty();
    }
  }

  @Test
  void serverThatWasEmptied_makesNoConversationClean() {
    try (RedisServer own = RedisServer.start();
        RedisLink link = own.link()) {
      ConversationStore store = overIt(link);
      store.begin(anna, "1", Conversation.startedBy(""));
      store.change(anna, "1", talk -> heard(talk, "mail"));

      own.ask("FLUSHALL");

      assertThat(store.find(anna, "1")).isEmpty();
      store.change(anna, "1", talk -> talk.hearingUser("All is well"));
      assertThat(store.find(anna, "1").filter(Conversation::isKnown)).isEmpty();
    }
  }

  /** It saved while the conversation was clean, and lost what was heard since. */
  @Test
  void serverThatBeganAnewWithAnOlderMemory_makesNoConversationClean() {
    try (RedisServer own = RedisServer.start();
        RedisLink link = own.link()) {
      overIt(link).begin(anna, "1", Conversation.startedBy(""));
      own.ask("SAVE");
      overIt(link).change(anna, "1", talk -> heard(talk, "mail"));

      own.kill();
      assertThatThrownBy(() -> overIt(link).find(anna, "1")).isInstanceOf(StoreUnavailable.class);
      own.run();
      Eventually.holds("it is connected", link::connected);

      assertThat(own.keys()).as("it is there").isNotEmpty();
      assertThat(overIt(link).find(anna, "1")).isEmpty();
    }
  }

  @Test
  void serverThatIsGone_takesNoWords() {
    try (RedisServer own = RedisServer.start();
        RedisLink link = own.link()) {
      ConversationStore store = overIt(link);
      store.begin(anna, "1", Conversation.startedBy(""));

      own.kill();

      assertThatThrownBy(() -> store.change(anna, "1", talk -> heard(talk, "mail")))
          .isInstanceOf(StoreUnavailable.class);
      assertThatThrownBy(() -> store.find(anna, "1")).isInstanceOf(StoreUnavailable.class);
    }
  }
}
