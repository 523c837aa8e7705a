package io.portreeve.gateway;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.RedisSettings;
import io.portreeve.gateway.conversations.ConversationStore;
import io.portreeve.gateway.conversations.RedisConversations;
import io.portreeve.gateway.downstream.RedisSessionRegister;
import io.portreeve.gateway.downstream.SessionRegister;
import io.portreeve.gateway.journey.Seal;
import io.portreeve.gateway.keeping.SteadyClock;
import io.portreeve.gateway.keys.SecretSource;
import io.portreeve.gateway.oauth.ProofMemory;
import io.portreeve.gateway.redis.RedisAddress;
import io.portreeve.gateway.redis.RedisCounters;
import io.portreeve.gateway.redis.RedisLink;
import io.portreeve.gateway.redis.RedisShortLived;
import io.portreeve.gateway.redis.RedisSingleUse;
import io.portreeve.gateway.store.Counters;
import io.portreeve.gateway.store.InMemoryCounters;
import io.portreeve.gateway.store.ShortLived;
import io.portreeve.gateway.store.SingleUse;
import io.portreeve.guard.EndpointId;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What must be known of the moment: in this process where there is one node, else in what all nodes
 * share. Here alone it is chosen which.
 *
 * @param counters how often something happened lately
 * @param proofs which proofs of clients were used
 * @param conversations what was heard in conversations; those of this process begin anew with each
 *     configuration
 * @param registers where the sessions of endpoints stand
 * @param shortLived what is kept for minutes, by kind
 * @param link to what is shared; empty: nothing is
 */
record HotState(
    Counters counters,
    SingleUse proofs,
    Supplier<ConversationStore> conversations,
    Sessions registers,
    Function<String, ShortLived> shortLived,
    Optional<RedisLink> link)
    implements AutoCloseable {
  private static final int COUNTED_KEYS = 100_000;

  /** The sessions of an endpoint: how long one may be idle, and how many are one principal's. */
  @FunctionalInterface
  interface Sessions {
    SessionRegister of(EndpointId endpoint, Duration idle, int most);
  }

  /** As the configuration has it; of Redis nothing has to answer yet. */
  static HotState of(
      Configuration configuration, SecretSource secrets, Seal seal, InstantSource clock) {
    return configuration
        .state()
        .redis()
        .map(redis ->
            shared(
                RedisLink.open(address(configuration, redis, secrets, seal), clock), seal, clock))
        .orElseGet(() -> ofProcess(clock));
  }

  private static HotState ofProcess(InstantSource clock) {
    return new HotState(
        new InMemoryCounters(new SteadyClock(), COUNTED_KEYS),
        new ProofMemory(clock),
        () -> ConversationStore.ofHeap(clock),
        (_, _, _) -> SessionRegister.ofProcess(),
        ShortLived.ofProcess(clock),
        Optional.empty());
  }

  private static HotState shared(RedisLink link, Seal seal, InstantSource clock) {
    ConversationStore conversations = new RedisConversations(link, seal, new SecureRandom());
    return new HotState(
        new RedisCounters(link),
        new RedisSingleUse(link),
        () -> conversations,
        (endpoint, idle, most) -> new RedisSessionRegister(link, seal, endpoint, idle, most),
        kind -> new RedisShortLived(link, seal, clock, kind),
        Optional.of(link));
  }

  /** Where it is, and under which key what lies there is sealed. */
  static RedisAddress address(
      Configuration configuration, RedisSettings redis, SecretSource secrets, Seal seal) {
    StateFiles files = new StateFiles(configuration.state(), secrets);
    return new RedisAddress(
        redis.url(),
        redis.user(),
        redis.password().map(password -> secrets.resolve(password.toString())),
        redis.ca().map(files::authorities),
        redis.timeout(),
        seal.fingerprints());
  }

  /** Where the sessions of an endpoint stand. */
  SessionRegister sessions(EndpointId endpoint, Duration idle, int most) {
    return registers.of(endpoint, idle, most);
  }

  /** Whether it can be asked now: nobody is let in while it cannot. */
  boolean isReachable() {
    return link.map(RedisLink::connected).orElse(true);
  }

  @Override
  public void close() {
    link.ifPresent(RedisLink::close);
  }
}
