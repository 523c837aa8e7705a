package io.portreeve.gateway.conversations;

import io.portreeve.controls.contextpoisoning.Conversation;
import io.portreeve.gateway.journey.Seal;
import io.portreeve.gateway.redis.Keys;
import io.portreeve.gateway.redis.RedisLink;
import io.portreeve.gateway.redis.RedisReply;
import io.portreeve.gateway.redis.RedisScript;
import io.portreeve.gateway.redis.RedisSession;
import io.portreeve.gateway.store.StoreUnavailable;
import io.portreeve.mcp.json.JsonArray;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The conversations of all nodes, in Redis: each sealed, with its speaker, its id and its version,
 * so that nobody who gets at Redis can read one, make one, or put one in the place of another.
 *
 * <p>A change is made to the newest version, or made anew: no node overwrites what another heard.
 * What was written to another run of the server counts as lost, since the newest of it may be; so
 * does what is older than what this node has seen itself.
 */
public final class SharedConversations implements ConversationStore {
  private static final System.Logger LOG = System.getLogger("io.portreeve.state.tampered");

  private static final String NONE = "";
  private static final int MOST_TRIES = 16;

  /** Together of all speakers of one principal, so that nobody fills the server. */
  private static final int MOST_OF_PRINCIPAL = 128;

  private static final long LARGEST_OF_PRINCIPAL = 16L << 20;

  private static final RedisScript READ =
      RedisScript.of(
          """
          local version = redis.call('HGET', KEYS[1], 'v')
          if not version then
            return {}
          end
          local time = redis.call('TIME')
          redis.call('PEXPIRE', KEYS[1], ARGV[2])
          redis.call('PEXPIRE', KEYS[2], ARGV[2])
          redis.call('ZADD', KEYS[2], string.format('%.0f', time[1] * 1000000 + time[2]), ARGV[3])
          if version == ARGV[1] then
            return {version}
          end
          return {version, redis.call('HGET', KEYS[1], 'b') or ''}
          """);

  private static final RedisScript SWAP =
      RedisScript.of(
          """
          if (redis.call('HGET', KEYS[1], 'v') or '') ~= ARGV[1] then
            return {0}
          end
          redis.call('HSET', KEYS[1], 'v', ARGV[2], 'b', ARGV[3])
          redis.call('PEXPIRE', KEYS[1], ARGV[4])
          local time = redis.call('TIME')
          local now = time[1] * 1000000 + time[2]
          redis.call('ZADD', KEYS[2], string.format('%.0f', now), ARGV[5])
          redis.call('PEXPIRE', KEYS[2], ARGV[4])
          redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', string.format('%.0f', now - ARGV[4] * 1000))
          local all, own, bytes = 0, 0, 0
          for _, one in ipairs(redis.call('ZREVRANGE', KEYS[2], 0, -1)) do
            local size = redis.call('HSTRLEN', ARGV[6] .. one, 'b')
            local his = string.sub(one, 1, #ARGV[7]) == ARGV[7] and 1 or 0
            all, own, bytes = all + 1, own + his, bytes + size
            local much = all > tonumber(ARGV[9]) or bytes > tonumber(ARGV[10])
            if one ~= ARGV[5] and (much or (his == 1 and own > tonumber(ARGV[8]))) then
              redis.call('DEL', ARGV[6] .. one)
              redis.call('ZREM', KEYS[2], one)
              all, own, bytes = all - 1, own - his, bytes - size
            end
          end
          return {1}
          """);

  private final RedisLink link;
  private final Seal seal;
  private final SecureRandom random;
  private final Duration unused;
  private final RecentlySeen seen;

  /** Each for a day after it was last used. */
  public SharedConversations(RedisLink link, Seal seal, SecureRandom random) {
    this(link, seal, random, UNUSED);
  }

  SharedConversations(RedisLink link, Seal seal, SecureRandom random, Duration unused) {
    this.link = link;
    this.seal = seal;
    this.random = random;
    this.unused = unused;
    this.seen = new RecentlySeen(Runtime.getRuntime().maxMemory() / Shelf.SHARE);
  }

  /** Where one is kept. */
  record Place(Speaker speaker, String id) {
    String group() {
      return Keys.of("talks", speaker.principal());
    }

    String before() {
      return Keys.of("talk", speaker.principal()) + ":";
    }

    String own() {
      return Keys.digest(speaker.sent()) + ":";
    }

    String member() {
      return own() + id;
    }

    List<String> keys() {
      return List.of(before() + member(), group());
    }
  }

  /**
   * What was there.
   *
   * @param version as it stands there; none where nothing is
   * @param conversation empty if it is not there, or not to be believed
   */
  private record Found(String version, Optional<Conversation> conversation) {
    Conversation known() {
      return conversation.orElseGet(Conversation::unknown);
    }
  }

  @Override
  public Optional<Conversation> find(Speaker speaker, String id) {
    return look(link.session(), new Place(speaker, id)).conversation();
  }

  @Override
  public void change(Speaker speaker, String id, UnaryOperator<Conversation> change) {
    RedisSession session = link.session();
    Place place = new Place(speaker, id);
    for (int i = 0; i < MOST_TRIES; i++) {
      Found found = look(session, place);
      Conversation changed = change.apply(found.known());
      boolean same = found.conversation().filter(before -> before.equals(changed)).isPresent();
      if (same || swap(session, place, found.version(), changed)) {
        return;
      }
    }
    throw new StoreUnavailable("a conversation is changed too often at the same time");
  }

  @Override
  public void begin(Speaker speaker, String id, Conversation first) {
    if (!swap(link.session(), new Place(speaker, id), NONE, first)) {
      throw new StoreUnavailable("a conversation that begins was there before");
    }
  }

  private Found look(RedisSession session, Place place) {
    Optional<RecentlySeen.Seen> last = seen.of(place).filter(one -> one.version().isOf(session));
    RedisReply reply =
        session.call(
            READ,
            place.keys(),
            List.of(
                Keys.text(last.map(one -> one.version().text()).orElse(NONE)),
                Keys.number(unused.toMillis()),
                Keys.text(place.member())));
    return switch (reply.size()) {
      case 0 -> new Found(NONE, Optional.empty());
      case 1 -> new Found(text(reply), last.map(RecentlySeen.Seen::conversation));
      default -> opened(session, place, text(reply), reply.bytes(1), last);
    };
  }

  private static String text(RedisReply reply) {
    return new String(reply.bytes(0), StandardCharsets.UTF_8);
  }

  private Found opened(
      RedisSession session,
      Place place,
      String written,
      byte[] sealed,
      Optional<RecentlySeen.Seen> last) {
    Optional<Version> version = Version.read(written);
    if (version.filter(one -> !one.isOf(session)).isPresent()) {
      return new Found(written, Optional.empty());
    }
    Optional<Conversation> opened =
        version
            .filter(one -> last.filter(known -> !one.follows(known.version())).isEmpty())
            .flatMap(one -> seal.open(binding(place, written), sealed))
            .flatMap(Conversation::read);
    if (opened.isEmpty()) {
      condemn(session, place, written);
      return new Found(written, Optional.empty());
    }
    seen.put(place, new RecentlySeen.Seen(version.orElseThrow(), opened.get()));
    return new Found(written, opened);
  }

  /** Who can write there has put something back or in place: no other node shall believe it. */
  private void condemn(RedisSession session, Place place, String written) {
    LOG.log(
        System.Logger.Level.WARNING,
        () ->
            "a conversation of `"
                + place.speaker().principal()
                + "` was changed in Redis by somebody else; it counts as untrusted");
    boolean _ = swap(session, place, written, Conversation.unknown());
  }

  private boolean swap(RedisSession session, Place place, String before, Conversation next) {
    Version version = Version.after(before, session, random);
    byte[] sealed = seal.sealed(binding(place, version.text()), next.written());
    List<byte[]> values =
        List.of(
            Keys.text(before),
            Keys.text(version.text()),
            sealed,
            Keys.number(unused.toMillis()),
            Keys.text(place.member()),
            Keys.text(place.before()),
            Keys.text(place.own()),
            Keys.number(MOST_OF_ONE),
            Keys.number(MOST_OF_PRINCIPAL),
            Keys.number(LARGEST_OF_PRINCIPAL));
    boolean swapped = session.call(SWAP, place.keys(), values).number(0) == 1;
    if (swapped) {
      seen.put(place, new RecentlySeen.Seen(version, next));
    }
    return swapped;
  }

  /** An array of its own form: nothing else that is sealed is taken for a conversation. */
  private static String binding(Place place, String version) {
    return JsonArray.ofStrings(List.of("conversation", place.speaker().sent(), place.id(), version))
        .toString();
  }
}
