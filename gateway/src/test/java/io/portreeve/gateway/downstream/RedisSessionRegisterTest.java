package io.portreeve.gateway.downstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.journey.Seal;
import io.portreeve.gateway.redis.NeedsRedis;
import io.portreeve.gateway.redis.RedisLink;
import io.portreeve.gateway.redis.RedisServer;
import io.portreeve.guard.EndpointId;
import io.portreeve.testkit.Eventually;
import io.portreeve.testkit.EverLonger;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two nodes before the same Redis: a session that began at one is served by the other. */
@NeedsRedis
@Timeout(120)
class RedisSessionRegisterTest {
  private static final int MOST = 3;
  private static final Seal SEAL = Seal.forNow(new SecureRandom());
  private static final String PING = "{'jsonrpc':'2.0','id':2,'method':'ping'}";

  private final RedisServer redis = RedisServer.start();
  private final RedisLink link = redis.link();
  private final LegacyServer first = node(SEAL);
  private final LegacyServer second = node(SEAL);

  RedisSessionRegisterTest() throws Exception {}

  private LegacyServer node(Seal seal) throws Exception {
    return node(link, seal);
  }

  private static LegacyServer node(RedisLink over, Seal seal) throws Exception {
    return new LegacyServer(Scripted.LIMITS, register(over, seal, Scripted.LIMITS.idle()));
  }

  private static RedisSessionRegister register(RedisLink over, Seal seal, Duration idle) {
    return new RedisSessionRegister(over, seal, EndpointId.unnamed(), idle, MOST);
  }

  @AfterEach
  void close() {
    first.close();
    second.close();
    link.close();
    redis.close();
  }

  private static Client.Reply post(LegacyServer node, String who, String session, String body)
      throws Exception {
    return node.client.send(who, "POST", "/mcp", body, "mcp-session-id", session);
  }

  private static int status(LegacyServer node, String who, String session) throws Exception {
    return post(node, who, session, PING).status();
  }

  @Test
  void sessionThatBeganAtOneNode_isServedByTheOther() throws Exception {
    String session = first.begin();

    assertThat(status(second, "anna", session)).isEqualTo(200);
    assertThat(post(second, "anna", session, LegacyServer.CALL).json().has("result")).isTrue();
    assertThat(status(first, "anna", session)).isEqualTo(200);
  }

  /** Else every restart of a node ended all its sessions. */
  @Test
  void sessionOfANodeThatIsGone_isServedByTheOther() throws Exception {
    String session = first.begin();
    first.legacy.close();

    assertThat(status(second, "anna", session)).isEqualTo(200);
  }

  @Test
  void sessionThatEndedAtOneNode_isUnknownAtTheOther() throws Exception {
    String session = first.begin();
    assertThat(status(second, "anna", session)).isEqualTo(200);

    assertThat(second.client.send("anna", "DELETE", "/mcp", "", "mcp-session-id", session).status())
        .isEqualTo(204);

    assertThat(status(first, "anna", session)).isEqualTo(404);
    assertThat(status(second, "anna", session)).isEqualTo(404);
  }

  @Test
  void sessionOfSomebodyElse_doesNotExistAtAnyNode_andLosesNothingByBeingNamed() throws Exception {
    String session = first.begin();

    assertThat(status(second, "bob", session)).isEqualTo(404);
    assertThat(status(first, "bob", session)).isEqualTo(404);
    assertThat(status(first, "anna", session)).isEqualTo(200);
  }

  @Test
  void levelThatAClientSetAtOneNode_holdsAtTheOther() throws Exception {
    String session = first.begin();
    String set = "{'jsonrpc':'2.0','id':3,'method':'logging/setLevel','params':{'level':'error'}}";
    assertThat(post(first, "anna", session, set).status()).isEqualTo(200);

    var _ = post(second, "anna", session, LegacyServer.CALL);

    assertThat(second.scripted.received)
        .anySatisfy(asked -> assertThat(Scripted.meta(asked).logLevel()).hasValue("error"));
  }

  @Test
  void answerToAQuestionOfTheOtherNode_isSaidToBeUnheard() throws Exception {
    String session = first.begin();

    Client.Reply reply = post(second, "anna", session, "{'jsonrpc':'2.0','id':9,'result':{}}");

    assertThat(reply.status()).isEqualTo(400);
    assertThat(second.scripted.turnedAway).contains("state-invalid");
  }

  @Test
  void emptiedRedis_endsEverySession_soThatClientsBeginAnew() throws Exception {
    String session = first.begin();
    redis.ask("FLUSHALL");

    assertThat(status(first, "anna", session)).isEqualTo(404);
    assertThat(status(second, "anna", first.begin())).isEqualTo(200);
  }

  @Test
  void lostRedis_isAnsweredWith503_andEndsNoSession() throws Exception {
    EverLonger.untilInTime(deadline -> {
      try (RedisLink brief = redis.link(deadline);
          LegacyServer node = node(brief, SEAL)) {
        Client.Reply begun = node.initialize("anna", "2025-11-25", "");
        if (begun.status() == 503) {
          return false;
        }
        losesRedis(node, begun.field("mcp-session-id"));
        return true;
      }
    });
  }

  private void losesRedis(LegacyServer node, String session) throws Exception {
    redis.freeze();

    Client.Reply refused = post(node, "anna", session, PING);
    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.field("retry-after")).isNotEmpty();
    assertThat(node.initialize("anna", "2025-11-25", "").status()).isEqualTo(503);
    assertThat(node.scripted.turnedAway).contains("state-unavailable");

    redis.thaw();
    Eventually.holds("its session is served again", () -> isServed(node, session));
  }

  private static boolean isServed(LegacyServer node, String session) {
    try {
      int status = status(node, "anna", session);
      assertThat(status).isIn(200, 503);
      return status == 200;
    } catch (Exception failed) {
      throw new AssertionError(failed);
    }
  }

  /** Whoever can write in Redis gives nobody a session. */
  @Test
  void sessionThatSomebodyMadeUp_orGaveToAnother_isNone() throws Exception {
    String annas = first.begin();
    String bobs = first.begin("bob", "2025-11-25", "");
    Map<String, String> records = new HashMap<>();
    for (String key : redis.keys()) {
      if (key.startsWith("portreeve:session:")) {
        records.put(key, String.valueOf(redis.ask("HGET", key, "b")));
      }
    }
    List<String> keys = List.copyOf(records.keySet());
    assertThat(keys).hasSize(2);

    redis.ask("HSET", keys.getFirst(), "b", records.getOrDefault(keys.getLast(), ""));
    redis.ask("HSET", keys.getLast(), "b", "{\"owner\":[\"bob\"]}");

    for (String who : List.of("anna", "bob")) {
      assertThat(status(second, who, annas)).as(who).isEqualTo(404);
      assertThat(status(second, who, bobs)).as(who).isEqualTo(404);
    }
  }

  @Test
  void nodeWithAnotherKey_servesNoneOfThem() throws Exception {
    String session = first.begin();

    try (LegacyServer other = node(Seal.forNow(new SecureRandom()))) {
      assertThat(status(other, "anna", session)).isEqualTo(404);
    }
    assertThat(status(first, "anna", session)).isEqualTo(200);
  }

  /** Else one user filled what all nodes stand on: each node has a bound of its own alone. */
  @Test
  void principalWithTooManySessionsAtAllNodes_losesTheOneNotUsedLongest_andNobodyElseLosesAny()
      throws Exception {
    String bobs = second.begin("bob", "2025-11-25", "");
    String used = first.begin();
    String forgotten = second.begin();
    String other = first.begin();
    assertThat(status(second, "bob", used)).isEqualTo(404);
    assertThat(status(second, "anna", used)).isEqualTo(200);
    String ended = second.begin();
    assertThat(second.client.send("anna", "DELETE", "/mcp", "", "mcp-session-id", ended).status())
        .isEqualTo(204);
    String last = first.begin();

    assertThat(status(first, "anna", forgotten)).isEqualTo(404);
    assertThat(status(second, "anna", forgotten)).isEqualTo(404);
    for (String session : List.of(used, other, last)) {
      assertThat(status(first, "anna", session)).isEqualTo(200);
    }
    assertThat(status(first, "bob", bobs)).isEqualTo(200);
    assertThat(redis.keys().stream().filter(key -> key.startsWith("portreeve:session:")).toList())
        .hasSize(MOST + 1);
  }

  /** What a client says of itself is kept as long as the session is. */
  @Test
  void clientThatSaysTooMuchOfItself_beginsNoSession() throws Exception {
    String much = "x".repeat(16 * 1024);

    Client.Reply reply =
        first.client.send(
            "anna",
            "POST",
            "/mcp",
            "{'jsonrpc':'2.0','id':1,'method':'initialize','params':{'protocolVersion':'2025-11-25',"
                + "'capabilities':{},'clientInfo':{'name':'"
                + much
                + "','version':'1'}}}");

    assertThat(reply.json().object("error").flatMap(error -> error.string("message")))
        .hasValueSatisfying(message -> assertThat(message).contains("16 KiB"));
    assertThat(first.scripted.turnedAway).contains("message-malformed");
    assertThat(redis.keys()).noneMatch(key -> key.startsWith("portreeve:session:"));
  }

  @Test
  void sessionThatNobodyUses_isOver() throws Exception {
    RedisSessionRegister brief = register(link, SEAL, Duration.ofMillis(200));
    try (LegacyServer node = new LegacyServer(Scripted.LIMITS, brief)) {
      String session = node.begin();

      Eventually.holds(
          "it is gone",
          () -> redis.keys().stream().noneMatch(key -> key.startsWith("portreeve:session:")));
      assertThat(status(second, "anna", session)).isEqualTo(404);
    }
  }

  @Test
  void sessionThatEndedElsewhere_endsWhatIsReadOfIt() throws Exception {
    String session = first.begin();
    try (Client.Reply stream = first.get(session)) {
      assertThat(stream.status()).isEqualTo(200);
      assertThat(
              second.client.send("anna", "DELETE", "/mcp", "", "mcp-session-id", session).status())
          .isEqualTo(204);

      first.legacy.sweep();

      assertThat(first.legacy.reading()).isFalse();
    }
  }
}
