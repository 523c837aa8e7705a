package io.portreeve.gateway.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.portreeve.gateway.outage.Trouble;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Looks at a Redis as a start would use it, and leaves nothing there. */
public final class RedisLook {
  /** Reads, as scripts do, under which keys nodes use it. */
  private static final String KEYS_IN_USE = "return redis.call('ZRANGE', KEYS[1], 0, -1)";

  private RedisLook() {}

  /** What keeps it from being used; empty if nothing does. */
  public static Optional<Trouble> at(RedisAddress address) {
    RedisClient client = RedisClient.create(RedisLink.uri(address));
    client.setOptions(RedisLink.options(address));
    try (StatefulRedisConnection<byte[], byte[]> made = client.connect(ByteArrayCodec.INSTANCE)) {
      return ServerFacts.of(made.sync().info())
          .unfit()
          .map(RedisLook::unfit)
          .or(() -> otherKey(made, address));
    } catch (RedisException failed) {
      return Optional.of(new RedisTrouble(address).of(failed));
    } finally {
      client.shutdown(0, RedisLink.CLOSING.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** The words of {@link ServerFacts} say what to do, as far as it can be done. */
  private static Trouble unfit(String why) {
    List<String> parts = List.of(why.split(": ", 2));
    return parts.size() == 2
        ? new Trouble(parts.getFirst(), parts.getLast())
        : new Trouble(why, "name another server in `state.redis.url`");
  }

  private static Optional<Trouble> otherKey(
      StatefulRedisConnection<byte[], byte[]> made, RedisAddress address) {
    byte[][] place = {Keys.text(Keys.of("keys", ""))};
    List<byte[]> used = made.sync().eval(KEYS_IN_USE, ScriptOutputType.MULTI, place);
    return used.stream()
            .map(key -> new String(key, StandardCharsets.UTF_8))
            .allMatch(address.keys()::contains)
        ? Optional.empty()
        : Optional.of(unfit(RedisLink.OTHER_KEY));
  }
}
