package io.portreeve.gateway.downstream;

import io.portreeve.gateway.journey.Seal;
import io.portreeve.gateway.redis.Keys;
import io.portreeve.gateway.redis.RedisLink;
import io.portreeve.gateway.redis.RedisReply;
import io.portreeve.gateway.redis.RedisScript;
import io.portreeve.guard.EndpointId;
import io.portreeve.guard.Principal;
import io.portreeve.mcp.LogLevel;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The sessions of all nodes, in Redis: each sealed with its id and endpoint, so that nobody who
 * gets at Redis can make one, or give one to somebody else. One that is lost there is over.
 */
public final class RedisSessionRegister implements SessionRegister {
  private static final RedisScript BEGIN =
      RedisScript.of(
          """
          redis.call('HSET', KEYS[1], 'b', ARGV[1])
          redis.call('PEXPIRE', KEYS[1], ARGV[2])
          local time = redis.call('TIME')
          redis.call('ZADD', KEYS[2], string.format('%.0f', time[1] * 1000000 + time[2]), KEYS[1])
          redis.call('PEXPIRE', KEYS[2], ARGV[2])
          local own = 0
          for _, one in ipairs(redis.call('ZREVRANGE', KEYS[2], 0, -1)) do
            own = own + redis.call('EXISTS', one)
            if own > tonumber(ARGV[3]) then
              redis.call('DEL', one)
            end
            if redis.call('EXISTS', one) == 0 then
              redis.call('ZREM', KEYS[2], one)
            end
          end
          return {1}
          """);
  private static final RedisScript FIND =
      RedisScript.of(
          """
          if redis.call('PEXPIRE', KEYS[1], ARGV[1]) == 0 then
            return {}
          end
          local time = redis.call('TIME')
          redis.call('PEXPIRE', KEYS[2], ARGV[1])
          redis.call('ZADD', KEYS[2], 'XX', string.format('%.0f', time[1] * 1000000 + time[2]), KEYS[1])
          return {redis.call('HGET', KEYS[1], 'b') or '', redis.call('HGET', KEYS[1], 'l') or ''}
          """);
  private static final RedisScript KEEP =
      RedisScript.of(
          """
          local time = redis.call('TIME')
          redis.call('PEXPIRE', KEYS[2], ARGV[1])
          redis.call('ZADD', KEYS[2], 'XX', string.format('%.0f', time[1] * 1000000 + time[2]), KEYS[1])
          return {redis.call('PEXPIRE', KEYS[1], ARGV[1])}
          """);
  private static final RedisScript LEVEL =
      RedisScript.of(
          """
          if redis.call('EXISTS', KEYS[1]) == 1 then
            redis.call('HSET', KEYS[1], 'l', ARGV[1])
          end
          return {1}
          """);
  private static final RedisScript END = RedisScript.of("return {redis.call('DEL', KEYS[1])}");

  private final RedisLink link;
  private final Seal seal;
  private final EndpointId endpoint;
  private final Duration idle;
  private final int most;

  /**
   * Those of one endpoint.
   *
   * @param idle how long one lives that nobody uses
   * @param most of one principal, at all nodes together
   */
  public RedisSessionRegister(
      RedisLink link, Seal seal, EndpointId endpoint, Duration idle, int most) {
    this.link = link;
    this.seal = seal;
    this.endpoint = endpoint;
    this.idle = idle;
    this.most = most;
  }

  @Override
  public boolean isShared() {
    return true;
  }

  @Override
  public void begin(String id, OpenSession session) {
    byte[] sealed = seal.sealed(binding(id), session.written());
    List<byte[]> values = List.of(sealed, Keys.number(idle.toMillis()), Keys.number(most));
    var _ = link.session().call(BEGIN, keys(id, session.owner()), values);
  }

  @Override
  public Standing find(String id, Principal principal) {
    RedisReply reply = used(FIND, id, principal);
    if (reply.size() == 0) {
      return new Standing.Over();
    }
    Optional<LogLevel> level = LogLevel.of(new String(reply.bytes(1), StandardCharsets.US_ASCII));
    return seal.open(binding(id), reply.bytes(0))
        .flatMap(written -> OpenSession.read(written, level, principal))
        .<Standing>map(Standing.Open::new)
        .orElseGet(Standing.Foreign::new);
  }

  @Override
  public boolean keep(String id, Principal owner) {
    return used(KEEP, id, owner).number(0) == 1;
  }

  private RedisReply used(RedisScript script, String id, Principal by) {
    return link.session().call(script, keys(id, by), List.of(Keys.number(idle.toMillis())));
  }

  /** Its place, and where stands which there are of that principal. */
  private List<String> keys(String id, Principal owner) {
    JsonArray whose = JsonArray.ofStrings(List.of(endpoint.value(), owner.id()));
    return List.of(place(id), Keys.of("sessions", whose.toString()));
  }

  @Override
  public void level(String id, LogLevel level) {
    var _ = call(LEVEL, id, Keys.text(level.wire()));
  }

  @Override
  public void end(String id) {
    var _ = call(END, id);
  }

  private RedisReply call(RedisScript script, String id, byte[]... values) {
    return link.session().call(script, List.of(place(id)), List.of(values));
  }

  private String place(String id) {
    return Keys.of("session", JsonArray.ofStrings(List.of(endpoint.value(), id)).toString());
  }

  /** An object of its own form: nothing else that is sealed is taken for a session. */
  private String binding(String id) {
    JsonArray which = JsonArray.ofStrings(List.of(endpoint.value(), id));
    return JsonObject.of("session", which).toString();
  }
}
