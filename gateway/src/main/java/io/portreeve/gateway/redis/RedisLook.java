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
  /** Reads, as scripts do, under which keys nodes use it; not of those that are gone. */
  private static final String READ =
      """
      local time = redis.call('TIME')
      local now = time[1] * 1000 + math.floor(time[2] / 1000)
      local gone = '(' .. string.format('%.0f', now - ARGV[1])
      return redis.call('ZRANGEBYSCORE', KEYS[1], gone, '+inf')
      """;

  private RedisLook() {}

  /** What keeps it from being used; empty if nothing does. */
  public static Optional<Trouble> at(RedisAddress address) {
    RedisClient client = RedisClient.create(RedisLink.uri(address));
    client.setOptions(RedisLink.options(address));
    try (StatefulRedisConnection<byte[], byte[]> made = client.connect(ByteArrayCodec.INSTANCE)) {
      return RedisLink.facts(made, address).unfit().or(() -> otherKey(made, address));
    } catch (RedisException failed) {
      return Optional.of(new RedisTrouble(address).of(failed));
    } finally {
      client.shutdown(0, RedisLink.CLOSING.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private static Optional<Trouble> otherKey(
      StatefulRedisConnection<byte[], byte[]> made, RedisAddress address) {
    byte[][] place = {Keys.text(RedisLink.KEYS_IN_USE)};
    byte[] life = Keys.text(String.valueOf(RedisLink.KEY_LIFE.toMillis()));
    List<byte[]> used = made.sync().eval(READ, ScriptOutputType.MULTI, place, life);
    return used.stream()
            .map(key -> new String(key, StandardCharsets.UTF_8))
            .allMatch(address.keys()::contains)
        ? Optional.empty()
        : Optional.of(RedisLink.OTHER_KEY);
  }
}
