package io.portreeve.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.audit.AuditKind;
import io.portreeve.gateway.redis.NeedsRedis;
import io.portreeve.gateway.redis.RedisServer;
import io.portreeve.testkit.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two gateways over one Redis: whichever is asked knows what the other was asked. */
@NeedsRedis
@Timeout(120)
class SharedStateTest {
  private static final String LIMITS = "limits: {requests-per-minute: 3}";

  private final RedisServer redis = RedisServer.start();
  private final Map<String, String> environment = new HashMap<>();
  private final Desk first;
  private final Desk second;

  SharedStateTest(@TempDir Path directory) throws IOException {
    this.first = new Desk(Files.createDirectory(directory.resolve("first")), environment);
    this.second = new Desk(Files.createDirectory(directory.resolve("second")), environment);
    environment.put("REDIS", redis.password());
    environment.put("NODES", "what all nodes have, of 32 bytes and more");
    environment.put("OTHERS", "what other nodes have, of 32 bytes and more");
  }

  @AfterEach
  void close() {
    first.close();
    second.close();
    redis.close();
  }

  private String shared() {
    return shared("NODES");
  }

  private String shared(String secret) {
    return "state: {secret: \"env:"
        + secret
        + "\", redis: {url: \""
        + redis.url()
        + "\", password: \"env:REDIS\", timeout: 5s}}";
  }

  @Test
  void limit_isThatOfAllNodesTogether() throws Exception {
    try (Gateway one = first.start(shared(), LIMITS);
        Gateway other = second.start(shared(), LIMITS)) {
      assertThat(first.call(one.address()).body()).contains("done");
      assertThat(second.call(other.address()).body()).contains("done");
      assertThat(first.call(one.address()).body()).contains("done");

      assertThat(second.call(other.address()).body()).doesNotContain("done");
    }
    assertThat(second.records(AuditKind.DECISION).toString()).contains("rate-exceeded");
  }

  /** Shows that there is something to share: without it each node grants a limit of its own. */
  @Test
  void limitOfEachNode_isGrantedByEach_whereNothingIsShared() throws Exception {
    try (Gateway one = first.start(LIMITS);
        Gateway other = second.start(LIMITS)) {
      for (int i = 0; i < 3; i++) {
        assertThat(first.call(one.address()).body()).contains("done");
        assertThat(second.call(other.address()).body()).contains("done");
      }
    }
  }

  private static final String FLOW =
      "information-flow: {policy: session, servers: {desk: {tools: {read: {effects: true}}}}}";

  private String begun(Gateway at) throws Exception {
    String body = first.askIn("{'begin':true}", at.address(), "tools/list", "").body();
    int from = body.indexOf("{\"handle\"");
    return body.substring(from, body.indexOf('}', from) + 1).replace('"', '\'');
  }

  private String read(String conversation, Gateway at) throws Exception {
    return first.askIn(conversation, at.address(), "tools/call", "'name':'read'").body();
  }

  @Test
  void whatWasHeardOnOneNode_isKnownToTheOther_andSoIsWhatWasNotHeard() throws Exception {
    try (Gateway one = first.start(shared(), FLOW);
        Gateway other = second.start(shared(), FLOW)) {
      String talk = begun(one);
      assertThat(read(talk, other)).as("nothing was heard in it").contains("done");

      assertThat(read(talk, one)).as("after it was heard elsewhere").doesNotContain("done");
    }
    assertThat(first.records(AuditKind.DECISION).toString()).contains("flow-after-untrusted");
  }

  /**
   * Not once for each who asks: once as it is judged, once for what its host is told, and each time
   * that is a version, which is the one that was seen.
   */
  @Test
  void callInAConversation_looksAtItTwice_andPutsDownOnceWhatWasHeard() throws Exception {
    try (Gateway one = first.start(shared(), "information-flow: {policy: session}")) {
      String talk = begun(one);
      for (int i = 0; i < 2; i++) {
        assertThat(read(talk, one)).as("some of it is new").contains("done");
      }
      long looks = commands("hget");
      long writes = commands("hset");

      for (int i = 0; i < 10; i++) {
        assertThat(read(talk, one)).contains("done");
      }

      assertThat(commands("hset") - writes).as("conversations written").isEqualTo(10);
      assertThat(commands("hget") - looks).as("versions compared").isEqualTo(30);
    }
  }

  /** How often Redis did this; of ours only conversations are hashes that calls ask for. */
  private long commands(String name) {
    return String.valueOf(redis.ask("INFO", "commandstats"))
        .lines()
        .filter(line -> line.startsWith("cmdstat_" + name + ":calls="))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^=]*=([0-9]+),.*", "$1")))
        .sum();
  }

  /** Whoever empties Redis makes no conversation clean. */
  @Test
  void emptiedRedis_makesEachConversationOneThatNobodyKnows() throws Exception {
    try (Gateway one = first.start(shared(), FLOW)) {
      String clean = begun(one);
      redis.ask("FLUSHALL");

      assertThat(read(clean, one)).doesNotContain("done");
      assertThat(read(begun(one), one)).as("another one").contains("done");
    }
  }

  @Test
  void nodeThatSealsWithAnotherKey_answersNobody() throws Exception {
    try (Gateway one = first.start(shared());
        Gateway other = second.start(shared("OTHERS"))) {
      assertThat(first.call(one.address()).statusCode()).isEqualTo(200);
      assertThat(second.call(other.address()).statusCode()).isEqualTo(503);
    }
  }

  @Test
  void lostRedis_isAnsweredWith503_onRecord_andRequestsGoOnWhenItIsBack() throws Exception {
    try (Gateway gateway = first.start(shared())) {
      assertThat(first.call(gateway.address()).statusCode()).isEqualTo(200);

      redis.kill();
      HttpResponse<String> refused = first.call(gateway.address());
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.headers().firstValue("retry-after")).isPresent();
      redis.run();

      Eventually.holds("it answers again", () -> answers(gateway));
    }
    assertThat(first.records(AuditKind.REFUSAL).toString()).contains("state-unavailable");
  }

  private boolean answers(Gateway gateway) {
    try {
      return first.call(gateway.address()).body().contains("done");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      throw new AssertionError(ended);
    }
  }

  /** It answers everybody with 503 then, so a balancer has to send nobody. */
  @Test
  void nodeWhoseRedisIsAway_isNotReady_untilItIsBack() throws Exception {
    try (Gateway gateway = first.start(shared(), "operations: {listen: '127.0.0.1:0'}")) {
      assertThat(monitored(gateway, "/readyz").statusCode()).isEqualTo(200);
      assertThat(monitored(gateway, "/metrics").body()).contains("\nportreeve_state_up 1\n");

      redis.kill();
      Eventually.holds(
          "it says what it lacks",
          () -> monitored(gateway, "/readyz").body().equals("not ready: state\n"));
      assertThat(monitored(gateway, "/readyz").statusCode()).isEqualTo(503);
      assertThat(monitored(gateway, "/metrics").body()).contains("\nportreeve_state_up 0\n");
      redis.run();

      Eventually.holds(
          "it is ready again", () -> monitored(gateway, "/readyz").statusCode() == 200);
    }
  }

  private static HttpResponse<String> monitored(Gateway gateway, String path) {
    int port = gateway.operations().orElseThrow().getPort();
    URI uri = URI.create("http://127.0.0.1:" + port + path);
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .sendAsync(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
          .join();
    }
  }

  @Test
  void gatewayThatStartsWithoutRedis_answersOnceItIsThere() throws Exception {
    redis.kill();
    try (Gateway gateway = first.start(shared())) {
      assertThat(first.call(gateway.address()).statusCode()).isEqualTo(503);

      redis.run();

      Eventually.holds("it answers", () -> answers(gateway));
    }
  }
}
