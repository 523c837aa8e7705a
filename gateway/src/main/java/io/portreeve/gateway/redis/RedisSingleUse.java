package io.portreeve.gateway.redis;

import io.portreeve.gateway.store.SingleUse;
import java.time.Instant;
import java.util.List;

/**
 * {@link SingleUse} of all nodes. What was made before the server began to remember counts as used:
 * before this run of it, and before it was emptied.
 *
 * <p>Times that makers tell are compared with the server's clock, not with a node's.
 */
public final class RedisSingleUse implements SingleUse {
  /** Nodes whose clocks are behind still take what others would call too old. */
  private static final long MARGIN_SECONDS = 60;

  private static final RedisScript SPEND =
      RedisScript.of(
          """
          local time = redis.call('TIME')
          local now = tonumber(time[1])
          -- From the next second on: of this one it is not known what was used before.
          redis.call('SET', KEYS[2], now + 1, 'NX', 'EX', 31536000)
          local begun = tonumber(redis.call('GET', KEYS[2]))
          if not begun or tonumber(ARGV[2]) < begun then
            return {0}
          end
          redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', '(' .. now)
          if redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[4]) then
            return {0}
          end
          local ends = tonumber(ARGV[3])
          local new = redis.call('ZADD', KEYS[1], 'NX', ends, ARGV[1])
          local last = redis.call('ZRANGE', KEYS[1], -1, -1, 'WITHSCORES')
          redis.call('EXPIREAT', KEYS[1], math.floor(tonumber(last[2])) + 1)
          return {new}
          """);

  /** When a server began to remember, in seconds, is there before anything is used. */
  static final RedisScript BEGIN =
      RedisScript.of(
          """
          local time = redis.call('TIME')
          redis.call('SET', KEYS[1], time[1] + 1, 'NX', 'EX', 31536000)
          return {1}
          """);

  private final RedisLink link;

  public RedisSingleUse(RedisLink link) {
    this.link = link;
  }

  @Override
  public boolean spend(String owner, String id, Instant made, Instant until) {
    RedisSession session = link.session();
    List<String> keys = List.of(Keys.of("used", owner), since(session.run()));
    List<byte[]> values =
        List.of(
            Keys.text(Keys.digest(id)),
            Keys.number(made.getEpochSecond()),
            Keys.number(until.getEpochSecond() + MARGIN_SECONDS),
            Keys.number(MOST_OF_ONE));
    return session.call(SPEND, keys, values).number(0) == 1;
  }

  static String since(String run) {
    return Keys.of("used-since", run);
  }
}
