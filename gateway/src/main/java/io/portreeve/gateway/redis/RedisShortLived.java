package io.portreeve.gateway.redis;

import io.portreeve.gateway.journey.Seal;
import io.portreeve.gateway.store.ShortLived;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@link ShortLived} of all nodes: sealed with its kind and name, so that whoever gets at Redis can
 * neither read it, nor make it, nor give it another name.
 */
public final class RedisShortLived implements ShortLived {
  private static final RedisScript PUT =
      RedisScript.of(
          """
          local time = redis.call('TIME')
          local now = time[1] * 1000000 + time[2]
          redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
          for i = 2, #KEYS do
            redis.call('ZREMRANGEBYSCORE', KEYS[i], '-inf', string.format('%.0f', now))
            redis.call('ZADD', KEYS[i], string.format('%.0f', now + ARGV[2] * 1000), KEYS[1])
            local surplus = redis.call('ZCARD', KEYS[i]) - tonumber(ARGV[i + 1])
            if surplus > 0 then
              for _, eldest in ipairs(redis.call('ZRANGE', KEYS[i], 0, surplus - 1)) do
                redis.call('DEL', eldest)
                for j = 2, #KEYS do
                  redis.call('ZREM', KEYS[j], eldest)
                end
              end
            end
            local last = redis.call('ZRANGE', KEYS[i], -1, -1, 'WITHSCORES')
            if last[2] then
              redis.call('EXPIREAT', KEYS[i], math.floor(last[2] / 1000000) + 1)
            end
          end
          return {1}
          """);
  private static final RedisScript GET =
      RedisScript.of(
          """
          local kept = redis.call('GET', KEYS[1])
          return kept and {kept} or {}
          """);
  private static final RedisScript TAKE =
      RedisScript.of(
          """
          local kept = redis.call('GET', KEYS[1])
          redis.call('DEL', KEYS[1])
          redis.call('ZREM', KEYS[2], KEYS[1])
          return kept and {kept} or {}
          """);
  private static final RedisScript REMOVE =
      RedisScript.of(
          """
          redis.call('DEL', KEYS[1])
          redis.call('ZREM', KEYS[2], KEYS[1])
          return {1}
          """);

  private final RedisLink link;
  private final Seal seal;
  private final InstantSource clock;
  private final String kind;
  private final int most;

  /**
   * Those of one kind; the oldest is that which ends first.
   *
   * @param clock ends what somebody put back there who had copied it
   */
  public RedisShortLived(RedisLink link, Seal seal, InstantSource clock, String kind) {
    this(link, seal, clock, kind, MOST);
  }

  RedisShortLived(RedisLink link, Seal seal, InstantSource clock, String kind, int most) {
    this.link = link;
    this.seal = seal;
    this.clock = clock;
    this.kind = kind;
    this.most = most;
  }

  @Override
  public void put(String name, JsonObject content, Duration life) {
    put(name, content, life, List.of(place(name), all()), List.of(Keys.number(most)));
  }

  @Override
  public void putFor(String sharer, String name, JsonObject content, Duration life) {
    String share = Keys.of("short-lived", JsonArray.ofStrings(List.of(kind, sharer)).toString());
    put(
        name,
        content,
        life,
        List.of(place(name), share, all()),
        List.of(Keys.number(most / 2), Keys.number(most)));
  }

  private void put(
      String name, JsonObject content, Duration life, List<String> keys, List<byte[]> bounds) {
    JsonObject kept =
        JsonObject.of("content", content).with("until", clock.instant().plus(life).toEpochMilli());
    List<byte[]> values = new ArrayList<>();
    values.add(seal.sealed(binding(name), kept));
    values.add(Keys.number(life.toMillis()));
    values.addAll(bounds);
    var _ = link.session().call(PUT, keys, values);
  }

  @Override
  public Optional<JsonObject> get(String name) {
    return opened(name, call(GET, name));
  }

  @Override
  public Optional<JsonObject> take(String name) {
    return opened(name, call(TAKE, name));
  }

  private Optional<JsonObject> opened(String name, RedisReply reply) {
    return reply.size() == 0
        ? Optional.empty()
        : seal.open(binding(name), reply.bytes(0))
            .filter(this::lives)
            .flatMap(kept -> kept.object("content"));
  }

  private boolean lives(JsonObject kept) {
    return kept.integer("until").filter(until -> clock.millis() < until).isPresent();
  }

  @Override
  public void remove(String name) {
    var _ = call(REMOVE, name);
  }

  private RedisReply call(RedisScript script, String name) {
    return link.session().call(script, List.of(place(name), all()), List.of());
  }

  private String place(String name) {
    return Keys.of(kind, name);
  }

  /** Where stands which there are of this kind, the oldest first. */
  private String all() {
    return Keys.of("short-lived", JsonArray.ofStrings(List.of(kind)).toString());
  }

  /** An object of its own form: nothing else that is sealed is taken for it. */
  private String binding(String name) {
    return JsonObject.of("short-lived", JsonArray.ofStrings(List.of(kind, name))).toString();
  }
}
