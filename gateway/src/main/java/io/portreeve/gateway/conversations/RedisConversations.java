package io.portreeve.gateway.conversations;

import io.portreeve.controls.contextpoisoning.Conversation;
import io.portreeve.gateway.conversations.RecentlySeen.Seen;
import io.portreeve.gateway.journey.Seal;
import io.portreeve.gateway.redis.Keys;
import io.portreeve.gateway.redis.RedisLink;
import io.portreeve.gateway.redis.RedisReply;
import io.portreeve.gateway.redis.RedisScript;
import io.portreeve.gateway.redis.RedisSession;
import io.portreeve.gateway.store.StoreUnavailable;
import io.portreeve.guard.ExchangeId;
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
public final class RedisConversations implements ConversationStore {
  private static final System.Logger LOG = System.getLogger("io.portreeve.state.tampered");

  private static final String NONE = "";
  private static final int MOST_TRIES = 16;

  /** What exchanges saw is mostly what was seen anyway, and is needed no longer than they last. */
  private static final int GLANCES = 4;

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
  private final RecentlySeen<Place> seen;
  private final RecentlySeen<Glance> glances;

  /** Each for a day after it was last used. */
  public RedisConversations(RedisLink link, Seal seal, SecureRandom random) {
    this(link, seal, random, UNUSED);
  }

  RedisConversations(RedisLink link, Seal seal, SecureRandom random, Duration unused) {
    this.link = link;
    this.seal = seal;
    this.random = random;
    this.unused = unused;
    long heap = Runtime.getRuntime().maxMemory();
    this.seen = new RecentlySeen<>(heap / Shelf.SHARE, Place::weight);
    this.glances = new RecentlySeen<>(heap / Shelf.SHARE / GLANCES, Glance::weight);
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

    /** Who asks chooses how long they are. */
    long weight() {
      return (long) speaker.principal().length() + speaker.sent().length() + id.length();
    }
  }

  /** What one exchange sees of one. */
  private record Glance(ExchangeId exchange, Place place) {
    long weight() {
      return exchange.value().length() + place.weight();
    }
  }

  /**
   * What was there.
   *
   * @param version as it stands there; none where nothing is
   * @param seen empty if it is not there, or not to be believed
   */
  private record Found(String version, Optional<Seen> seen) {
    Optional<Conversation> conversation() {
      return seen.map(Seen::conversation);
    }
  }

  @Override
  public Optional<Conversation> find(Speaker speaker, String id) {
    return look(link.session(), new Place(speaker, id)).conversation();
  }

  @Override
  public Optional<Conversation> find(ExchangeId exchange, Speaker speaker, String id) {
    RedisSession session = link.session();
    Glance glance = new Glance(exchange, new Place(speaker, id));
    Optional<Seen> known = of(session, glances.of(glance));
    if (known.isEmpty()) {
      known = look(session, glance.place()).seen();
      known.ifPresent(one -> glances.put(glance, one));
    }
    return known.map(Seen::conversation);
  }

  @Override
  public void change(Speaker speaker, String id, UnaryOperator<Conversation> change) {
    var _ = changed(link.session(), new Place(speaker, id), change);
  }

  @Override
  public void change(
      ExchangeId exchange, Speaker speaker, String id, UnaryOperator<Conversation> change) {
    RedisSession session = link.session();
    Glance glance = new Glance(exchange, new Place(speaker, id));
    Optional<Conversation> known = of(session, glances.of(glance)).map(Seen::conversation);
    if (known.filter(before -> change.apply(before).equals(before)).isEmpty()) {
      glances.put(glance, changed(session, glance.place(), change));
    }
  }

  /** What was written to another run of the server may be older than what was lost with that. */
  private static Optional<Seen> of(RedisSession session, Optional<Seen> known) {
    return known.filter(one -> one.version().isOf(session));
  }

  /**
   * What became of one. It is changed as it was seen last, and looked at only where it is that no
   * more, or where nothing would come of the change.
   */
  private Seen changed(RedisSession session, Place place, UnaryOperator<Conversation> change) {
    Optional<Seen> next =
        of(session, seen.of(place))
            .flatMap(last -> {
              Conversation changed = change.apply(last.conversation());
              return changed.equals(last.conversation())
                  ? Optional.empty()
                  : swap(session, place, last.version().text(), changed);
            });
    for (int i = 0; i < MOST_TRIES && next.isEmpty(); i++) {
      Found found = look(session, place);
      Conversation before = found.conversation().orElseGet(Conversation::unknown);
      Conversation changed = change.apply(before);
      next =
          found
              .seen()
              .filter(_ -> changed.equals(before))
              .or(() -> swap(session, place, found.version(), changed));
    }
    return next.orElseThrow(
        () -> new StoreUnavailable("a conversation is changed too often at the same time"));
  }

  @Override
  public void begin(Speaker speaker, String id, Conversation first) {
    if (swap(link.session(), new Place(speaker, id), NONE, first).isEmpty()) {
      throw new StoreUnavailable("a conversation that begins was there before");
    }
  }

  private Found look(RedisSession session, Place place) {
    Optional<Seen> last = of(session, seen.of(place));
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
      case 1 -> new Found(text(reply), last);
      default -> opened(session, place, text(reply), reply.bytes(1), last);
    };
  }

  private static String text(RedisReply reply) {
    return new String(reply.bytes(0), StandardCharsets.UTF_8);
  }

  private Found opened(
      RedisSession session, Place place, String written, byte[] sealed, Optional<Seen> last) {
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
    Seen now = new Seen(version.orElseThrow(), opened.get());
    seen.put(place, now);
    return new Found(written, Optional.of(now));
  }

  /** Who can write there has put something back or in place: no other node shall believe it. */
  private void condemn(RedisSession session, Place place, String written) {
    LOG.log(
        System.Logger.Level.WARNING,
        () ->
            "a conversation of `"
                + place.speaker().principal()
                + "` was changed in Redis by somebody else; it counts as untrusted");
    var _ = swap(session, place, written, Conversation.unknown());
  }

  /** Puts one in the place of another; empty if that is not there any more. */
  private Optional<Seen> swap(RedisSession session, Place place, String before, Conversation next) {
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
    if (session.call(SWAP, place.keys(), values).number(0) != 1) {
      return Optional.empty();
    }
    Seen now = new Seen(version, next);
    seen.put(place, now);
    return Optional.of(now);
  }

  /** An array of its own form: nothing else that is sealed is taken for a conversation. */
  private static String binding(Place place, String version) {
    return JsonArray.ofStrings(List.of("conversation", place.speaker().sent(), place.id(), version))
        .toString();
  }
}
