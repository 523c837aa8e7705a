package io.portreeve.gateway.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.LettuceFutures;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SslOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.protocol.ProtocolVersion;
import io.portreeve.gateway.keys.NamedSecretUnavailable;
import io.portreeve.gateway.outage.Outage;
import io.portreeve.gateway.outage.Trouble;
import io.portreeve.gateway.pem.Trust;
import io.portreeve.gateway.recurring.Recurring;
import io.portreeve.gateway.store.StoreUnavailable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.TrustManagerFactory;

/**
 * The connection of this process to Redis. One that is lost is made again in the background, as
 * long as it takes; until then nobody waits, and whoever asks is refused at once.
 *
 * <p>The library's own reconnecting is off: it would send again what may have been done, and to a
 * server of which nobody has looked whether it is the one that was.
 */
public final class RedisLink implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger("io.portreeve.state.outage");
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final Duration CONNECTING = Duration.ofSeconds(2);
  static final Duration CLOSING = Duration.ofSeconds(2);

  /** So long the key of a node counts that says nothing any more. */
  static final Duration KEY_LIFE = Duration.ofSeconds(10);

  private static final int MOST_WAITING = 4096;

  /** Where nodes note, each for a while, the keys that they seal under. */
  static final String KEYS_IN_USE = Keys.of("keys", "");

  static final Trouble OTHER_KEY =
      new Trouble(
          "it is used by nodes with another `state.secret` that is not among"
              + " `state.accepted-secrets` here",
          "give all nodes the same, or wait until ten seconds after the last of those is gone");

  private static final RedisScript SAME_KEY =
      RedisScript.of(
          """
          local time = redis.call('TIME')
          local now = time[1] * 1000 + math.floor(time[2] / 1000)
          redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', string.format('%.0f', now - ARGV[1]))
          local opens = {}
          for i = 2, #ARGV do
            opens[ARGV[i]] = true
          end
          for _, key in ipairs(redis.call('ZRANGE', KEYS[1], 0, -1)) do
            if not opens[key] then
              return {0}
            end
          end
          redis.call('ZADD', KEYS[1], string.format('%.0f', now), ARGV[2])
          redis.call('PEXPIRE', KEYS[1], ARGV[1])
          return {1}
          """);

  private final RedisClient client;
  private final RedisAddress address;
  private final Outage outage;
  private final Recurring looking;
  private volatile Optional<RedisSession> session = Optional.empty();
  private volatile boolean closed;

  private RedisLink(RedisAddress address, InstantSource clock) {
    this.address = address;
    this.outage = new Outage("keeping state in Redis", clock, LOG::log);
    ClientOptions options = options(address);
    this.client = RedisClient.create(uri(address));
    client.setOptions(options);
    this.looking = Recurring.start("redis-link", LOOK, this::look);
  }

  /** Connected, if the server answers now; else as soon as it does. */
  public static RedisLink open(RedisAddress address, InstantSource clock) {
    RedisLink link = new RedisLink(address, clock);
    link.look();
    return link;
  }

  static RedisURI uri(RedisAddress address) {
    RedisURI.Builder uri =
        RedisURI.builder()
            .withHost(address.host())
            .withPort(address.port())
            .withDatabase(address.database())
            .withSsl(address.encrypted())
            .withVerifyPeer(true)
            .withTimeout(connecting(address));
    address
        .password()
        .ifPresent(password -> {
          char[] text = password.revealText().toCharArray();
          address
              .user()
              .ifPresentOrElse(
                  user -> uri.withAuthentication(user, text), () -> uri.withPassword(text));
        });
    return uri.build();
  }

  /** Nobody waits for it but the start, and it takes more than a command. */
  private static Duration connecting(RedisAddress address) {
    return address.timeout().compareTo(CONNECTING) > 0 ? address.timeout() : CONNECTING;
  }

  static ClientOptions options(RedisAddress address) {
    SslOptions.Builder tls = SslOptions.builder().jdkSslProvider();
    address.ca().ifPresent(ca -> tls.trustManager(authorities(ca)));
    return ClientOptions.builder()
        .autoReconnect(false)
        .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
        .requestQueueSize(MOST_WAITING)
        .protocolVersion(ProtocolVersion.RESP2)
        .sslOptions(tls.build())
        .socketOptions(
            SocketOptions.builder()
                .connectTimeout(connecting(address))
                .keepAlive(true)
                .tcpNoDelay(true)
                .build())
        .build();
  }

  private static TrustManagerFactory authorities(String pem) {
    try {
      return Trust.in(pem.getBytes(StandardCharsets.US_ASCII));
    } catch (GeneralSecurityException | IOException unfit) {
      throw new NamedSecretUnavailable("the authorities of `state.redis.ca` cannot be read", unfit);
    }
  }

  /** What is connected now; whoever keeps it keeps the run of the server that it is with. */
  public RedisSession session() {
    return open().orElseThrow(() -> new StoreUnavailable("Redis is not connected"));
  }

  /** Whether it is connected. */
  public boolean connected() {
    return open().isPresent();
  }

  private Optional<RedisSession> open() {
    return session.filter(RedisSession::isOpen);
  }

  private synchronized void look() {
    if (closed || session.filter(this::isFit).isPresent()) {
      return;
    }
    session.ifPresent(RedisSession::close);
    session = Optional.empty();
    session = connect();
  }

  private boolean isFit(RedisSession one) {
    try {
      return one.answers() && sharesKey(one);
    } catch (StoreUnavailable silent) {
      return false;
    }
  }

  /**
   * Nodes that cannot open what others seal would take it for lost, and nobody would know why. A
   * key that no node has sealed with for a while is forgotten.
   */
  private boolean sharesKey(RedisSession one) {
    List<byte[]> values =
        Stream.concat(
                Stream.of(Keys.number(KEY_LIFE.toMillis())),
                address.keys().stream().map(Keys::text))
            .toList();
    return one.call(SAME_KEY, List.of(KEYS_IN_USE), values).number(0) == 1;
  }

  private Optional<RedisSession> connect() {
    try {
      StatefulRedisConnection<byte[], byte[]> made = client.connect(ByteArrayCodec.INSTANCE);
      Optional<RedisSession> begun = Optional.empty();
      try {
        begun = begin(made);
      } finally {
        if (begun.isEmpty()) {
          made.close();
        }
      }
      return begun;
    } catch (RedisException | StoreUnavailable failed) {
      outage.failed(new RedisTrouble(address).of(failed).line());
      return Optional.empty();
    }
  }

  private Optional<RedisSession> begin(StatefulRedisConnection<byte[], byte[]> made) {
    ServerFacts facts = facts(made, address);
    RedisSession begun = new RedisSession(made, facts, address.timeout());
    Optional<Trouble> unfit =
        facts.unfit().or(() -> sharesKey(begun) ? Optional.empty() : Optional.of(OTHER_KEY));
    if (unfit.isPresent()) {
      outage.failed(unfit.get().line());
      return Optional.empty();
    }
    List<String> since = List.of(RedisSingleUse.since(facts.run()));
    var _ = begun.call(RedisSingleUse.BEGIN, since, List.of());
    outage.answered();
    return Optional.of(begun);
  }

  /** What a server says of itself to whoever has just connected. */
  static ServerFacts facts(StatefulRedisConnection<byte[], byte[]> made, RedisAddress address) {
    return ServerFacts.of(
        LettuceFutures.awaitOrCancel(
            RedisSession.facts(made), connecting(address).toMillis(), TimeUnit.MILLISECONDS));
  }

  @Override
  public void close() {
    closed = true;
    looking.close();
    synchronized (this) {
      session.ifPresent(RedisSession::close);
      session = Optional.empty();
    }
    client.shutdown(0, CLOSING.toMillis(), TimeUnit.MILLISECONDS);
  }
}
