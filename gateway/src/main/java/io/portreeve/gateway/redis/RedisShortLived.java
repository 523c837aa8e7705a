package io.portreeve.gateway.redis;

import io.portreeve.gateway.journey.Seal;
import io.portreeve.gateway.store.ShortLived;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import java.time.Duration;
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
          redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
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
          return kept and {kept} or {}
          """);
  private static final RedisScript REMOVE =
      RedisScript.of(
          """
          redis.call('DEL', KEYS[1])
          return {1}
          """);

  private final RedisLink link;
  private final Seal seal;
  private final String kind;

  /** Those of one kind. */
  public RedisShortLived(RedisLink link, Seal seal, String kind) {
    this.link = link;
    this.seal = seal;
    this.kind = kind;
  }

  @Override
  public void put(String name, JsonObject content, Duration life) {
    byte[] sealed = seal.sealed(binding(name), content);
    var _ = call(PUT, name, sealed, Keys.number(life.toMillis()));
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
    return reply.size() == 0 ? Optional.empty() : seal.open(binding(name), reply.bytes(0));
  }

  @Override
  public void remove(String name) {
    var _ = call(REMOVE, name);
  }

  private RedisReply call(RedisScript script, String name, byte[]... values) {
    return link.session().call(script, List.of(Keys.of(kind, name)), List.of(values));
  }

  /** An object of its own form: nothing else that is sealed is taken for it. */
  private String binding(String name) {
    return JsonObject.of("short-lived", JsonArray.ofStrings(List.of(kind, name))).toString();
  }
}
