package io.portreeve.gateway.upstream;

import io.portreeve.gateway.journey.CredentialMissing;
import io.portreeve.gateway.journey.CredentialRefused;
import io.portreeve.gateway.journey.ServerStream;
import io.portreeve.gateway.journey.Upstream;
import io.portreeve.gateway.journey.UpstreamException;
import io.portreeve.guard.Exchange;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.ServerMessage;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A server whose era is found out when it is first needed, remembered with its date, and found out
 * anew when it proves wrong: a server that no longer speaks its era is asked again, once for a
 * request, and one that was found stateful is asked again every day.
 */
final class ProbedUpstream implements Upstream, AutoCloseable {
  private static final Duration LEGACY_LIFE = Duration.ofDays(1);
  private static final Duration FAILURE_LIFE = Duration.ofSeconds(5);

  private final UpstreamSettings settings;
  private final Optional<ServerEra> pinned;
  private final UpstreamCredentials credentials;
  private final EraProbe probe;
  private final Function<ServerEra, EraUpstream> upstreams;
  private final Runnable ending;
  private final Halt halt;
  private final InstantSource clock;
  private final ReentrantLock probing = new ReentrantLock();
  private volatile @Nullable Known known;
  private @Nullable Failed failed;

  /** What was found out, and when. */
  record Known(ServerEra era, Instant since, EraUpstream upstream) {}

  /** It says nothing of what a server does to another credential. */
  private record Failed(String credential, UpstreamException failure, Instant since) {
    UpstreamException again() {
      return failure instanceof CredentialRefused refused
          ? refused.again()
          : new UpstreamException(String.valueOf(failure.getMessage()));
    }
  }

  /**
   * Asks nothing yet.
   *
   * @param ending ends all that runs of the server, what is only probed too
   */
  ProbedUpstream(
      UpstreamSettings settings,
      EraProbe probe,
      Function<ServerEra, EraUpstream> upstreams,
      Runnable ending,
      Halt halt,
      InstantSource clock) {
    this.settings = settings;
    this.pinned = settings.era();
    this.credentials = settings.credentials();
    this.probe = probe;
    this.upstreams = upstreams;
    this.ending = ending;
    this.halt = halt;
    this.clock = clock;
  }

  @Override
  public void send(Exchange exchange, Request request, ServerStream out)
      throws UpstreamException, InterruptedException {
    halt.check();
    try {
      ask(exchange, request, message -> pass(message, out));
      halt.check();
    } catch (UpstreamException failure) {
      throw halt.of(failure);
    }
  }

  /** What comes of a server that may not be spoken to any more is not heard. */
  private void pass(ServerMessage message, ServerStream out) throws InterruptedException {
    if (!halt.isOn()) {
      out.deliver(message);
    }
  }

  private void ask(Exchange exchange, Request request, ServerStream out)
      throws UpstreamException, InterruptedException {
    Caller caller = Caller.once(credentials, exchange);
    String credential = caller.granted().set(); // before anything of the server's is waited for
    try {
      Known first = current(caller, credential);
      try {
        first.upstream().send(exchange, request, out);
      } catch (StaleEra stale) {
        Known second = renewed(first, caller, stale);
        again(second, exchange, request, out);
      }
    } catch (CredentialRefused refused) {
      throw told(refused, caller);
    }
  }

  /** Who sent none looks in vain for what is wrong with it. */
  private CredentialRefused told(CredentialRefused refused, Caller caller) {
    boolean shown =
        settings.reach() instanceof UpstreamSettings.Reach.Endpoint endpoint
            && endpoint.fields().size() + caller.shown() > 0;
    return shown ? refused : refused.unshown();
  }

  @Override
  public Optional<URI> login(Exchange exchange) throws InterruptedException {
    return credentials.of(exchange) instanceof UpstreamCredential.LoginNeeded(URI page)
        ? Optional.of(page)
        : Optional.empty();
  }

  private static void again(Known second, Exchange exchange, Request request, ServerStream out)
      throws UpstreamException, InterruptedException {
    try {
      second.upstream().send(exchange, request, out);
    } catch (StaleEra stale) {
      throw new UpstreamException(String.valueOf(stale.getMessage()));
    }
  }

  /** What is known by now, for the operator. */
  Optional<Known> known() {
    return Optional.ofNullable(known);
  }

  private Known current(Caller caller, String credential)
      throws UpstreamException, InterruptedException {
    Known fresh = known;
    if (fresh == null) {
      probing.lockInterruptibly();
    } else if (!isOld(fresh) || !probing.tryLock()) {
      return fresh; // while one looks again, the others go by what was found before
    }
    try {
      Known now = known;
      if (now == null) {
        return found(caller, credential);
      }
      return isOld(now) ? recheck(now, caller) : now;
    } finally {
      probing.unlock();
    }
  }

  private boolean isOld(Known verdict) {
    return pinned.isEmpty()
        && verdict.era() != ServerEra.MODERN
        && verdict.since().plus(LEGACY_LIFE).isBefore(clock.instant());
  }

  /** A verdict that is only old still serves while the server cannot be asked. */
  private Known recheck(Known old, Caller caller) throws InterruptedException {
    try {
      ServerEra era = probed(caller);
      return era == old.era()
          ? keep(new Known(era, clock.instant(), old.upstream()))
          : replace(old, era);
    } catch (UpstreamException outage) {
      return keep(
          new Known(
              old.era(), clock.instant().minus(LEGACY_LIFE).plus(FAILURE_LIFE), old.upstream()));
    }
  }

  private Known renewed(Known stale, Caller caller, StaleEra why)
      throws UpstreamException, InterruptedException {
    if (pinned.isPresent()) {
      throw new UpstreamException(String.valueOf(why.getMessage()));
    }
    probing.lockInterruptibly();
    try {
      Known now = known;
      if (now != null && now.era() != stale.era()) {
        return now;
      }
      ServerEra era = probed(caller);
      if (era == stale.era()) {
        throw new UpstreamException(String.valueOf(why.getMessage()));
      }
      return replace(stale, era);
    } finally {
      probing.unlock();
    }
  }

  private Known found(Caller caller, String credential)
      throws UpstreamException, InterruptedException {
    Failed before = failed;
    if (before != null
        && before.credential().equals(credential)
        && before.since().plus(FAILURE_LIFE).isAfter(clock.instant())) {
      throw before.again();
    }
    try {
      ServerEra era = pinned.isPresent() ? pinned.get() : probed(caller);
      failed = null;
      return keep(new Known(era, clock.instant(), upstreams.apply(era)));
    } catch (CredentialMissing none) {
      throw none; // the server was not asked
    } catch (UpstreamException failure) {
      // Not remembered for long, and never as a verdict: it only keeps a crowd from asking at once.
      if (!halt.isOn()) {
        failed = new Failed(credential, failure, clock.instant());
      }
      throw failure;
    }
  }

  /** That it ended is no evidence where we ended it. */
  private ServerEra probed(Caller caller) throws UpstreamException, InterruptedException {
    ServerEra era = probe.probe(caller);
    halt.check();
    return era;
  }

  private Known replace(Known old, ServerEra era) {
    Thread.ofVirtual().start(old.upstream()::close);
    return keep(new Known(era, clock.instant(), upstreams.apply(era)));
  }

  /**
   * Ends all that is open at the server, and opens nothing from now on; calls that are under way
   * there fail.
   */
  void hold(String why) {
    if (halt.begin(why)) {
      close();
      ending.run();
    }
  }

  /** It may be spoken to again. */
  void release() {
    halt.end();
  }

  private Known keep(Known verdict) {
    known = verdict;
    return verdict;
  }

  @Override
  public void close() {
    Known last = known;
    if (last != null) {
      last.upstream().close();
    }
  }
}
