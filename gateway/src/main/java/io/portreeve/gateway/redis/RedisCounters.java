package io.portreeve.gateway.redis;

import io.portreeve.gateway.store.Counters;
import io.portreeve.gateway.store.Rate;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * {@link Counters} of all nodes, by the generic cell rate algorithm: one number per key. The time
 * is the server's, so that it is the same for all nodes, whatever their clocks do.
 *
 * <p>Keys are forgotten by themselves once their budget is whole. A server that has no room for
 * another one refuses, and so do we.
 */
public final class RedisCounters implements Counters {
  /** Microseconds since 1970 are exact in its numbers, which nanoseconds are not. */
  private static final RedisScript TAKE =
      RedisScript.of(
          """
          local time = redis.call('TIME')
          local now = time[1] * 1000000 + time[2]
          local each = tonumber(ARGV[1])
          local burst = each * tonumber(ARGV[2])
          local found = redis.call('GET', KEYS[1])
          local whole = now
          if found then
            -- What is no number was not written by us: nothing is left.
            local number = tonumber(found)
            if not number or number ~= number or number > now + burst then
              -- So is it from now on, and whole again after a while: the clock may have been set back.
              number = now + burst
              redis.call('SET', KEYS[1], string.format('%.0f', number), 'PX', math.ceil(burst / 1000) + 1)
            end
            whole = math.max(number, now)
          end
          local after = whole + each * tonumber(ARGV[3])
          local over = after - (now + burst)
          if over > 0 then
            return {0, over}
          end
          redis.call('SET', KEYS[1], string.format('%.0f', after), 'PX', math.ceil((after - now) / 1000) + 1)
          return {1, math.floor(-over / each)}
          """);

  private final RedisLink link;

  public RedisCounters(RedisLink link) {
    this.link = link;
  }

  @Override
  public Take take(String key, Rate rate, int units) {
    if (units < 1) {
      throw new IllegalArgumentException("at least one unit is taken");
    }
    RedisReply reply =
        link.session()
            .call(
                TAKE,
                List.of(Keys.of("limit", key)),
                List.of(Keys.number(each(rate)), Keys.number(rate.permits()), Keys.number(units)));
    return reply.number(0) == 1
        ? new Take.Granted(reply.number(1))
        : new Take.Exhausted(Duration.of(reply.number(1), ChronoUnit.MICROS));
  }

  /** Rounded up: a rate may be a little stricter than it says, and never the other way. */
  private static long each(Rate rate) {
    long micros = rate.per().toNanos() / 1000;
    return Math.max(1, Math.ceilDiv(micros, rate.permits()));
  }
}
