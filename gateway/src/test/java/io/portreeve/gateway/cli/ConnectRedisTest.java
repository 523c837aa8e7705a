package io.portreeve.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.redis.Keys;
import io.portreeve.gateway.redis.NeedsRedis;
import io.portreeve.gateway.redis.RedisServer;
import io.portreeve.testkit.server.Script;
import io.portreeve.testkit.server.ScriptedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The Redis that nodes share, tried: each way to be wrong has words of its own. */
@NeedsRedis
@Timeout(120)
class ConnectRedisTest {
  @TempDir private Path directory = Path.of("");
  private final ScriptedServer server = ScriptedServer.start(Script.modern("{}"));

  @BeforeEach
  void secrets() throws IOException {
    secret("nodes", "n".repeat(40));
    secret("password", "wrong");
  }

  @AfterEach
  void close() {
    server.close();
  }

  private void secret(String name, String text) throws IOException {
    Path file = Files.writeString(directory.resolve(name), text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private Ran run(String state, String... words) throws IOException {
    Files.writeString(
        directory.resolve("portreeve.yaml"),
        "data: ./data\nservers: {one: {url: \"%s\"}}\n%s\n".formatted(server.url("/mcp"), state));
    return Ran.in(directory, words);
  }

  private String tried(String state) throws IOException {
    Ran ran = run(state, "check", "--connect");
    return ran.out().substring(ran.out().indexOf("\nconnections\n"));
  }

  private String redis(RedisServer redis, String more) {
    return "state: {secret: \"file:./nodes\", redis: {url: \"%s\", password: \"file:./password\"%s}}"
        .formatted(redis.url(), more);
  }

  @Test
  void redisThatCanBeUsed_isUsable_andNothingIsLeftThere() throws IOException {
    try (RedisServer redis = RedisServer.start()) {
      secret("password", redis.password());

      assertThat(tried(redis(redis, ""))).contains("usable      Redis " + redis.url());
      assertThat(redis.ask("DBSIZE")).isEqualTo(0L);
    }
  }

  /** Nodes under an accepted secret use it as well, and would make the other words false. */
  @Test
  void redisOfNodesUnderAnAcceptedSecret_isUsable_andThatIsSaid() throws IOException {
    try (RedisServer redis = RedisServer.start()) {
      secret("password", redis.password());
      secret("next", "m".repeat(40));

      assertThat(
              tried(
                  redis(redis, "")
                      .replace(", redis:", ", accepted-secrets: [\"file:./next\"], redis:")))
          .contains("and only `state.secret` and `state.accepted-secrets` use it")
          .doesNotContain("no other `state.secret`");
    }
  }

  @Test
  void redisThatDoesNotTakeThePassword_isNamedWithTheKeys() throws IOException {
    assertThat(tried(redis(RedisServer.shared(), "")))
        .contains("it does not take this user with this password", "`state.redis.password`");
  }

  /** It starts, since the server may come later, and looked as if all were well. */
  @Test
  void startWithoutARedis_saysThatNobodyIsLetIn() throws IOException {
    String state = redis(RedisServer.shared(), "");
    assertThat(run(state, "check").code()).isZero();

    Ran ran =
        Ran.in(directory, Map.of(), Endurance.Running::close, "run", "--listen", "127.0.0.1:0");

    assertThat(ran.out())
        .contains("CANNOT BE USED now, so nobody is let in", "portreeve.yaml:3:", "state.redis");
  }

  @Test
  void redisWithoutAPassword_isToldThatItWantsOne() throws IOException {
    assertThat(
            tried(redis(RedisServer.shared(), "").replace(", password: \"file:./password\"", "")))
        .contains("it wants a password, and was shown none");
  }

  @Test
  void redisThatForgetsWhenItIsFull_isToldHowItDoesNot() throws IOException {
    try (RedisServer redis = RedisServer.start("maxmemory 100mb", "maxmemory-policy allkeys-lru")) {
      secret("password", redis.password());

      assertThat(tried(redis(redis, "")))
          .contains("it forgets values when it is full", "noeviction");
    }
  }

  @Test
  void redisThatIsAReplica_orOfOtherNodes_isToldWhatToDo() throws IOException {
    try (RedisServer redis = RedisServer.start()) {
      secret("password", redis.password());
      redis.ask("ZADD", Keys.of("keys", ""), now(redis), "of others");
      assertThat(tried(redis(redis, "")))
          .contains("UNUSABLE", "used by nodes with another `state.secret`", "give all nodes the");

      redis.ask("REPLICAOF", "127.0.0.1", "1");
      assertThat(tried(redis(redis, "")))
          .contains("UNUSABLE", "it is a replica", "name the server that takes writes");
    }
  }

  /** What they noted goes with the next node that looks, and none may come. */
  @Test
  void redisOfNodesThatAreGone_isUsable() throws IOException {
    try (RedisServer redis = RedisServer.start()) {
      secret("password", redis.password());
      long before = Long.parseLong(now(redis)) - 10_000;
      redis.ask("ZADD", Keys.of("keys", ""), String.valueOf(before), "of others");

      assertThat(tried(redis(redis, ""))).contains("usable      Redis " + redis.url());
    }
  }

  /** By its own clock, in milliseconds. */
  private static String now(RedisServer redis) {
    return String.valueOf(redis.ask("EVAL", "return redis.call('TIME')[1] .. '000'", "0"));
  }

  @Test
  void redisWhereNobodyListens_orThatSpeaksNoTls_isNamed() throws IOException {
    try (RedisServer redis = RedisServer.start()) {
      secret("password", redis.password());
      String state = redis(redis, "");

      assertThat(tried(state.replace("redis://", "rediss://"))).contains("UNUSABLE", "TLS");
      assertThat(tried(state.replaceFirst(":[0-9]+\"", ":1\"")))
          .contains("nobody listens there", "`state.redis.url`");
    }
  }
}
